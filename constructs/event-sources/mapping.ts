import type { LambdaEventSourceMappingConfig } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { IConstruct } from "constructs";
import { refuse } from "../core/refusal";
import { relatedId } from "../core/related-id";
import type { EventSourceTarget, PolicyStatement } from "../lambda";

/** A queue or stream that Lambda reads on behalf of a function. */
export interface PolledSource extends IConstruct {
  readonly arn: string;
}

/** How Lambda reads it. */
export interface Polling {
  readonly eventSourceArn: string;
  readonly config: Omit<LambdaEventSourceMappingConfig, "functionName" | "eventSourceArn">;
  /** What the function's role must allow. Left to you if you gave the role to the function. */
  readonly statements: readonly PolicyStatement[];
}

/**
 * Has Lambda read a source and invoke the function with what it finds. The function, and so the
 * mapping, is created after the policy.
 * @throws if the function reads the source already
 */
export function mapSource(
  fn: EventSourceTarget,
  source: PolledSource,
  { eventSourceArn, config, statements }: Polling,
): LambdaEventSourceMapping {
  const id = relatedId(fn, "EventSource", source);
  if (fn.node.tryFindChild(id)) {
    refuse(fn, {
      what: "event source",
      value: source.node.path,
      allowed: "each queue or stream once per function",
      fix: "Remove one of the two calls of addEventSource().",
    });
  }
  if (fn.role) {
    statements.forEach((statement) => fn.addToRolePolicy(statement));
  }
  return new LambdaEventSourceMapping(fn, id, {
    ...config,
    eventSourceArn,
    functionName: fn.functionArn,
  });
}
