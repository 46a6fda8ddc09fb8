import { accessRules } from "./access";
import { requestRules } from "./request";
import { responseRules } from "./response";
import type { Rule, RouteOfApi } from "./rule";

export { apiRules } from "./api";
export { changedKeys } from "./changed-keys";
export { functionRules, grantRules } from "./stack";
export { missing, type Change, type Rule, type RouteOfApi } from "./rule";

/** Rules about a route, or about two routes that get the same requests. */
export const routeRules: readonly Rule<RouteOfApi>[] = [
  ...accessRules,
  ...requestRules,
  ...responseRules,
];
