import type { Call, StageCall } from "./call";
import { commonContext, identity, resourceContext } from "./request-context";

/** Looks up `context.NAME` of a parameter mapping or gateway response; `NAME` can be `identity.X`. */
export function contextValues(call: StageCall | Call): (name: string) => string | undefined {
  const values: Record<string, unknown> = {
    ...commonContext(call),
    ...("method" in call && resourceContext(call)),
    ...(call.isCanary !== undefined && { isCanaryRequest: call.isCanary }),
  };
  const caller: Record<string, unknown> = identity(call);
  return (name) => {
    const [holder, key] = name.startsWith("identity.")
      ? [caller, name.slice("identity.".length)]
      : [values, name];
    const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
    return value === null || value === undefined ? undefined : String(value);
  };
}
