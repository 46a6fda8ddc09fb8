import { Construct } from "constructs";
import { lambda } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE } from "../lambda/support";

/** A stack with a construct that stands for an API, and a function. */
export interface Fixture {
  readonly stack: EnvironmentStack;
  readonly api: Construct;
  readonly fn: lambda.Function;
}

export function fixture(): Fixture {
  const stack = environment();
  return { stack, api: new Construct(stack, "Api"), fn: aFunction(stack, "Hello") };
}

export function aFunction(scope: Construct, id: string): lambda.Function {
  return new lambda.Function(scope, id, INLINE);
}

/** All resources of a type, by name. */
export function all(json: Synthesised, type: string): [string, Record<string, unknown>][] {
  return Object.entries(json.resource[type] ?? {});
}
