import type { Rule } from "./rule";

type RoutingRule = Pick<Rule<never>, "id" | "severity" | "kind">;

/** A request that a route got, and none gets any more. */
export const ROUTE_REMOVED: RoutingRule = { id: "route-removed", severity: "breaking" };

/** A request that another route gets. */
export const REQUESTS_MOVED: RoutingRule = { id: "requests-moved", severity: "risky" };
