import type { Rule } from "./rule";

/** A rule whose findings are found where the change is compared. */
export type NamedRule = Pick<Rule<never>, "id" | "severity" | "kind">;

/** A request that a route got, and none gets any more. */
export const ROUTE_REMOVED: NamedRule = { id: "route-removed", severity: "breaking" };

/** A request that another route gets. */
export const REQUESTS_MOVED: NamedRule = { id: "requests-moved", severity: "risky" };

/** A resource whose loss can't be undone. */
export const RESOURCE_DESTROYED: NamedRule = {
  id: "resource-destroyed",
  severity: "breaking",
  kind: "data-loss",
};

/** The same for a resource that a new one replaces. */
export const RESOURCE_REPLACED: NamedRule = {
  id: "resource-replaced",
  severity: "breaking",
  kind: "data-loss",
};

/** Logs that are lost with their group, destroyed or replaced: no client needs them. */
export const LOGS_LOST: NamedRule = { id: "logs-lost", severity: "risky" };
