import type { FunctionDescription } from "../describe";
import type { PermissionChange } from "../report";
import { deprecationOf } from "./runtime-calendar";
import { missing, onBoth, type Rule } from "./rule";

/** Rules about functions. */
export const functionRules: readonly Rule<FunctionDescription>[] = [
  {
    id: "function-url-public",
    severity: "risky",
    kind: "public",
    find: ({ before, after }) =>
      after?.urlAuthorization === "NONE" && before?.urlAuthorization !== "NONE"
        ? ["Its function URL is public: anybody can call it."]
        : [],
  },
  {
    id: "function-url-removed",
    severity: "breaking",
    find: ({ before, after }) =>
      before?.urlAuthorization !== undefined && after?.urlAuthorization === undefined
        ? ["Its function URL is removed."]
        : [],
  },
  {
    id: "function-url-authorization-added",
    severity: "breaking",
    find: onBoth((before, after) =>
      before.urlAuthorization === "NONE" && after.urlAuthorization === "AWS_IAM"
        ? ["Requests to its function URL must be signed now."]
        : [],
    ),
  },
  {
    id: "function-timeout-lowered",
    severity: "risky",
    find: onBoth(({ timeoutSeconds: before }, { timeoutSeconds: after }) =>
      after < before ? [`Its timeout is ${after} s; it was ${before} s.`] : [],
    ),
  },
  {
    id: "function-memory-lowered",
    severity: "risky",
    find: onBoth(({ memoryMegabytes: before }, { memoryMegabytes: after }) =>
      after < before ? [`Its memory is ${after} MB; it was ${before} MB.`] : [],
    ),
  },
  {
    id: "function-concurrency-lowered",
    severity: "risky",
    find: onBoth(({ reservedConcurrency: before }, { reservedConcurrency: after }) =>
      after !== undefined && after < (before ?? Infinity)
        ? [`At most ${after} invocations run at once.`]
        : [],
    ),
  },
  {
    id: "environment-variable-removed",
    severity: "risky",
    find: onBoth((before, after) =>
      missing([...before.environment.keys()], [...after.environment.keys()]).map(
        (name) => `The environment variable ${name} is removed.`,
      ),
    ),
  },
  {
    id: "runtime-deprecated",
    severity: "risky",
    find: ({ before, after }) => {
      const runtime = after?.runtime;
      const deprecation = runtime === undefined ? undefined : deprecationOf(runtime);
      return deprecation !== undefined && before?.runtime !== runtime && isPast(deprecation)
        ? [`The runtime ${runtime} has been deprecated since ${deprecation}.`]
        : [];
    },
  },
];

/** Rules about permissions that are granted, or no longer denied. */
export const grantRules: readonly Rule<PermissionChange>[] = [
  {
    id: "permission-wildcard",
    severity: "risky",
    kind: "iam",
    find: ({ after }) => (after?.isWildcard ? [sentence(after)] : []),
  },
  {
    id: "permission-widened",
    severity: "info",
    kind: "iam",
    find: ({ after }) => (after && !after.isWildcard ? [sentence(after)] : []),
  },
];

function sentence({ effect, actions, resources, source, conditions }: PermissionChange): string {
  const verb = effect === "Allow" ? "Allows" : "No longer denies";
  const from = source === undefined ? "" : ` from ${source}`;
  const limits = conditions.length === 0 ? "" : ` (if ${conditions.join(", ")})`;
  return `${verb} ${actions.join(", ")} on ${resources.join(", ")}${from}${limits}.`;
}

function isPast(day: string): boolean {
  return day <= new Date().toISOString().slice(0, 10);
}
