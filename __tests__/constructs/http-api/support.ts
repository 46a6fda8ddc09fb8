import type { EnvironmentStack } from "../../../constructs/environment";
import type { HttpApiProps } from "../../../constructs";
import { HttpApi, lambda } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE, synth } from "../lambda/support";

/** A stack with an HTTP API, and a function for it. */
export interface Fixture {
  readonly stack: EnvironmentStack;
  readonly api: HttpApi;
  readonly fn: lambda.Function;
}

export function fixture(props?: HttpApiProps): Fixture {
  const stack = environment();
  return {
    stack,
    api: new HttpApi(stack, "HttpApi", props),
    fn: new lambda.Function(stack, "Hello", INLINE),
  };
}

/** The stack that `build` makes, synthesised. */
export function synthApi(build: (fixture: Fixture) => void, props?: HttpApiProps): Synthesised {
  const made = fixture(props);
  build(made);
  return synth(made.stack);
}

/** Each resource's address with its type and attributes, but for where its construct is. */
export function addresses(json: Synthesised): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json.resource).flatMap(([type, resources]) =>
      Object.entries(resources).map(([name, attributes]) => [`${type}.${name}`, attributes]),
    ),
  );
}

export function count(json: Synthesised, type: string): number {
  return Object.keys(json.resource[type] ?? {}).length;
}
