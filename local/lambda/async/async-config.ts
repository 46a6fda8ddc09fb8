import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { parseFunctionReference } from "../config/function-reference";

/** How Lambda treats the asynchronous invocations of a function. */
export interface AsyncConfig {
  /** Attempts after the first that failed: 0 to 2. */
  readonly retries: number;
  /** Seconds after which an event is not retried any more: 60 to 21600. */
  readonly maximumAgeSeconds: number;
  /** ARN of what gets a record of each success: queue, topic, event bus or function. */
  readonly onSuccess: string | undefined;
  /** The same, of each event that no attempt has handled. */
  readonly onFailure: string | undefined;
  /** ARN of the queue or topic that gets each event that no attempt has handled. */
  readonly deadLetterTarget: string | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
export function readAsyncConfig(stack: ResolvedStack, fn: ResolvedResource): AsyncConfig {
  const name = fn.string("function_name");
  const config = stack
    .ofType("aws_lambda_function_event_invoke_config")
    .find((one) => parseFunctionReference(one.string("function_name") ?? "")?.name === name);
  const [destinations] = config?.blocks("destination_config") ?? [];
  return {
    retries: config?.number("maximum_retry_attempts") ?? 2,
    maximumAgeSeconds: config?.number("maximum_event_age_in_seconds") ?? 21_600,
    onSuccess: destinations?.blocks("on_success")[0]?.string("destination"),
    onFailure: destinations?.blocks("on_failure")[0]?.string("destination"),
    deadLetterTarget: fn.blocks("dead_letter_config")[0]?.string("target_arn"),
  };
}
