import type { RouteDescription } from "../describe";
import { accessText, isPublic } from "../describe";
import type { RouteChange } from "../report";
import { changedKeys, missing, renamedVariables, type Change, type RouteOfApi } from "../rules";
import { referencedModels } from "../rules/referenced-models";
import { arrow } from "./phrases";

/** What changes in a route; undefined if nothing does. */
export function routeChange({ before, after }: Change<RouteOfApi>): RouteChange | undefined {
  const [from, to] = [before?.route, after?.route];
  const route = to ?? from;
  if (!route) {
    return undefined;
  }
  const details = before && after ? detailsOf(before, after) : [];
  const change = {
    route: route.key,
    target: { before: from?.target, after: to?.target },
    access: { before: from && accessText(from.access), after: to && accessText(to.access) },
    isPublicNow: !!to && isPublic(to.access) && !(from && isPublic(from.access)),
    details,
  };
  if (!from || !to) {
    return { ...change, change: from ? "removed" : "added" };
  }
  const isChanged =
    details.length > 0 ||
    from.target !== to.target ||
    JSON.stringify(from.access) !== JSON.stringify(to.access);
  return isChanged ? { ...change, change: "changed" } : undefined;
}

/** A phrase for each change beside target and access. */
function detailsOf(before: RouteOfApi, after: RouteOfApi): string[] {
  const [from, to] = [before.route, after.route];
  return [
    ...renamedVariables(from.key, to.key).map(([old, now]) => `path variable ${old} → ${now}`),
    ...arrow("timeout", from.timeoutMilliseconds, to.timeoutMilliseconds, seconds),
    ...arrow("payload format", from.payloadFormat, to.payloadFormat),
    ...arrow("integration", from.integrationType, to.integrationType),
    ...audienceDetails(from, to),
    ...missing(to.requiredParameters, from.requiredParameters).map((one) => `${one} required`),
    ...missing(from.requiredParameters, to.requiredParameters).map((one) => `${one} optional`),
    ...changedKeys(bodies(before), bodies(after)).map((type) => `model of ${type} changed`),
    ...changedKeys(from.responses, to.responses).map((status) =>
      !to.responses.has(status)
        ? `response ${status} removed`
        : `response ${status} ${from.responses.has(status) ? "has other headers" : "added"}`,
    ),
    ...changedKeys(from.selectionPatterns, to.selectionPatterns).map(
      (pattern) => `selection pattern ${pattern} changed`,
    ),
    ...changedKeys(from.templates, to.templates).map((name) => `template of ${name} changed`),
    ...changedKeys(from.settings, to.settings).map((name) => `${name} changed`),
  ];
}

/** The texts of access show no audience. */
function audienceDetails(from: RouteDescription, to: RouteDescription): string[] {
  const audience = ({ access: { authorization } }: RouteDescription) =>
    authorization.kind === "JWT" ? authorization.audience.join(", ") : undefined;
  return arrow("audience", audience(from), audience(to));
}

/** The schemas of the bodies, with the models that they refer to. */
function bodies({ route, api }: RouteOfApi): ReadonlyMap<string, unknown> {
  return new Map(
    [...route.bodySchemas].map(([type, schema]) => [
      type,
      [schema, [...referencedModels(schema, api.models)]],
    ]),
  );
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}
