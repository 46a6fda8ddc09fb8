import { changedKeys } from "./changed-keys";
import { missing, onBoth, type Rule, type RouteOfApi } from "./rule";

/** Rules about what a route responds, and about how its integration is called. */
export const responseRules: readonly Rule<RouteOfApi>[] = [
  {
    id: "response-status-removed",
    severity: "breaking",
    find: onBoth(({ route: before }, { route: after }) =>
      // Without mappings, the integration decides about the status code.
      after.responses.size === 0
        ? []
        : missing([...before.responses.keys()], [...after.responses.keys()]).map(
            (status) => `It doesn't respond with the status code ${status} any more.`,
          ),
    ),
  },
  {
    id: "response-header-removed",
    severity: "breaking",
    find: onBoth(({ route: before }, { route: after }) =>
      [...before.responses].flatMap(([status, headers]) =>
        missing(headers, after.responses.get(status) ?? headers).map(
          (header) => `The response ${status} doesn't have the header ${header} any more.`,
        ),
      ),
    ),
  },
  {
    id: "payload-format-changed",
    severity: "breaking",
    find: onBoth(({ route: before }, { route: after }) =>
      // Another function may well expect another format.
      before.target === after.target &&
      before.payloadFormat &&
      after.payloadFormat &&
      before.payloadFormat !== after.payloadFormat
        ? [
            `The function gets events of payload format ${after.payloadFormat} instead of ${before.payloadFormat}.`,
          ]
        : [],
    ),
  },
  {
    id: "integration-type-changed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      before.integrationType !== after.integrationType
        ? [
            `The integration's type is ${after.integrationType ?? "unknown"} instead of ${before.integrationType ?? "unknown"}.`,
          ]
        : [],
    ),
  },
  {
    id: "target-changed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      before.target === after.target ? [] : ["Its requests go to another target."],
    ),
  },
  {
    id: "timeout-lowered",
    severity: "risky",
    find: onBoth(({ route: { timeoutMilliseconds: before } }, { route: after }) => {
      const { timeoutMilliseconds: now } = after;
      return before !== undefined && now !== undefined && now < before
        ? [`The integration's timeout is ${now / 1000} s; it was ${before / 1000} s.`]
        : [];
    }),
  },
  {
    id: "template-changed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      changedKeys(before.templates, after.templates).map(
        (name) => `The template of the ${name} changed.`,
      ),
    ),
  },
  {
    id: "selection-pattern-changed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      changedKeys(before.selectionPatterns, after.selectionPatterns).map((pattern) => {
        const status = after.selectionPatterns.get(pattern);
        return status === undefined
          ? `No response is selected by ${JSON.stringify(pattern)} any more.`
          : `${JSON.stringify(pattern)} selects the response ${status} now.`;
      }),
    ),
  },
  {
    id: "mapping-changed",
    severity: "risky",
    find: onBoth(({ route: before }, { route: after }) =>
      changedKeys(before.settings, after.settings).map(
        (name) => `The integration's ${name} changed.`,
      ),
    ),
  },
];
