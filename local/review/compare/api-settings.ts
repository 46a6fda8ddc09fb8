import type { ApiDescription, StageDescription, Throttle } from "../describe";
import { changedKeys, missing } from "../rules";
import { paired } from "./pairs";

const CORS_LISTS = [
  ["origins", "allowOrigins"],
  ["methods", "allowMethods"],
  ["headers", "allowHeaders"],
  ["exposed headers", "exposeHeaders"],
] as const;

/** What changes in an API beside its routes, a sentence each. */
export function apiSettings(before: ApiDescription, after: ApiDescription): string[] {
  return [
    ...arrowSentence("Its name", before.name, after.name),
    ...paired(before.stages, after.stages, ({ name }) => name).flatMap(stageSentences),
    ...arrowSentence("The endpoint's type", before.endpointType, after.endpointType),
    ...(before.isEndpointDisabled === after.isEndpointDisabled
      ? []
      : [`The execute-api endpoint is ${after.isEndpointDisabled ? "disabled" : "enabled"}.`]),
    ...corsSentences(before, after),
    ...listSentences("Binary media types", before.binaryMediaTypes, after.binaryMediaTypes),
  ];
}

function arrowSentence<T>(what: string, before: T | undefined, after: T | undefined): string[] {
  return before === after ? [] : [`${what} is ${String(after)}; it was ${String(before)}.`];
}

function stageSentences({
  before,
  after,
}: {
  before?: StageDescription;
  after?: StageDescription;
}): string[] {
  if (!before || !after) {
    return [`The stage ${(after ?? before)?.name} is ${after ? "added" : "removed"}.`];
  }
  return [
    ...changedKeys(before.throttles, after.throttles).map((route) => {
      const of = route === "*" ? "" : ` of ${route}`;
      const [was, is] = [before.throttles.get(route), after.throttles.get(route)].map(limits);
      return `The throttle${of} of the stage ${after.name} is ${is}; it was ${was}.`;
    }),
    ...changedKeys(before.variables, after.variables).map(
      (name) => `The variable ${name} of the stage ${after.name} changed.`,
    ),
  ];
}

function limits(throttle: Throttle | undefined): string {
  const { rate, burst } = throttle ?? {};
  return rate === undefined && burst === undefined
    ? "the account's"
    : `${rate ?? "any"} requests/s and ${burst ?? "any"} at once`;
}

function corsSentences(
  { cors: before }: ApiDescription,
  { cors: after }: ApiDescription,
): string[] {
  if (!before || !after) {
    return before === after ? [] : [`CORS is ${after ? "added" : "removed"}.`];
  }
  return [
    ...CORS_LISTS.flatMap(([name, list]) =>
      listSentences(`The CORS ${name}`, before[list], after[list]),
    ),
    ...(before.allowCredentials === after.allowCredentials
      ? []
      : [`CORS ${after.allowCredentials ? "allows" : "doesn't allow"} credentials.`]),
  ];
}

/** `The CORS origins change: + https://a.example, - https://b.example.` */
function listSentences(
  what: string,
  before: readonly string[],
  after: readonly string[],
): string[] {
  const changes = [
    ...missing(after, before).map((value) => `+ ${value}`),
    ...missing(before, after).map((value) => `- ${value}`),
  ];
  return changes.length === 0 ? [] : [`${what} change: ${changes.join(", ")}.`];
}
