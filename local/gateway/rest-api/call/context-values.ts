import type { Call, StageCall } from "./call";
import { commonContext, identity, resourceContext } from "./request-context";

/** Looks up `context.NAME` of a parameter mapping or gateway response; `NAME` can be `identity.X`. */
export function contextValues(call: StageCall | Call): (name: string) => string | undefined {
  const values: Record<string, unknown> = {
    ...commonContext(call),
    ...("method" in call && resourceContext(call)),
    ...(call.isCanary !== undefined && { isCanaryRequest: call.isCanary }),
  };
  const holders: readonly (readonly [prefix: string, holder: Record<string, unknown>])[] = [
    ["identity.clientCert.validity.", { ...call.request.clientCertificate?.validity }],
    ["identity.clientCert.", { ...call.request.clientCertificate }],
    ["identity.", identity(call)],
    ["authorizer.claims.", claimsOf(call)],
    ["authorizer.", authorizerOf(call)],
    ["", values],
  ];
  return (name) => {
    const [prefix, holder] = holders.find(([one]) => name.startsWith(one)) ?? ["", values];
    const key = name.slice(prefix.length);
    const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
    return value === null || value === undefined || typeof value === "object"
      ? undefined
      : String(value as string | number | boolean);
  };
}

/** What the authorizer knows about the caller. Before its decision, that is nothing. */
function authorizerOf(call: StageCall | Call): Record<string, unknown> {
  return "authorized" in call ? { ...call.authorized.authorizer } : {};
}

function claimsOf(call: StageCall | Call): Record<string, unknown> {
  return { ...(authorizerOf(call)["claims"] as Record<string, unknown> | undefined) };
}
