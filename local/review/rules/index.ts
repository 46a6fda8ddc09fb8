import { accessRules } from "./access";
import { apiRules } from "./api";
import { domainRules } from "./domain";
import { requestRules } from "./request";
import { responseRules } from "./response";
import { REQUESTS_MOVED, ROUTE_REMOVED } from "./routing";
import type { Rule, RouteOfApi } from "./rule";
import { functionRules, grantRules } from "./stack";

export { changedKeys } from "./changed-keys";
export { apiRules, domainRules, functionRules, grantRules, REQUESTS_MOVED, ROUTE_REMOVED };
export { missing, type Change, type Rule, type RouteOfApi } from "./rule";

/** Rules about a route, or about two routes that get the same requests. */
export const routeRules: readonly Rule<RouteOfApi>[] = [
  ...accessRules,
  ...requestRules,
  ...responseRules,
];

/** Every rule that a finding can have. */
export const allRules: readonly Pick<Rule<never>, "id" | "severity" | "kind">[] = [
  ...routeRules,
  ...apiRules,
  ...domainRules,
  ...functionRules,
  ...grantRules,
  ROUTE_REMOVED,
  REQUESTS_MOVED,
];
