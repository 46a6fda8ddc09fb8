import { accessRules } from "./access";
import { apiRules as rulesOfApis } from "./api";
import { apiKeyRules } from "./api-key";
import { domainRules } from "./domain";
import { dataStoreRules, eventSourceRules } from "./events-and-data";
import { requestRules } from "./request";
import { responseRules } from "./response";
import {
  LOGS_LOST,
  REQUESTS_MOVED,
  RESOURCE_DESTROYED,
  RESOURCE_REPLACED,
  ROUTE_REMOVED,
  type NamedRule,
} from "./findings";
import type { ApiDescription } from "../describe";
import type { Rule, RouteOfApi } from "./rule";
import { functionRules, grantRules } from "./stack";

export { changedKeys } from "./changed-keys";
export { dataStoreRules, domainRules, eventSourceRules, functionRules, grantRules };
export { LOGS_LOST, REQUESTS_MOVED, RESOURCE_DESTROYED, RESOURCE_REPLACED, ROUTE_REMOVED };
export { renamedVariables, withoutVariableNames } from "./path-variables";
export type { NamedRule } from "./findings";
export { missing, type Change, type Rule, type RouteOfApi } from "./rule";

/** Rules about an API as a whole. */
export const apiRules: readonly Rule<ApiDescription>[] = [...rulesOfApis, ...apiKeyRules];

/** Rules about a route, or about two routes that get the same requests. */
export const routeRules: readonly Rule<RouteOfApi>[] = [
  ...accessRules,
  ...requestRules,
  ...responseRules,
];

/** Every rule about a change of stacks. */
export const allRules: readonly NamedRule[] = [
  ...routeRules,
  ...apiRules,
  ...domainRules,
  ...functionRules,
  ...eventSourceRules,
  ...dataStoreRules,
  ...grantRules,
  ROUTE_REMOVED,
  REQUESTS_MOVED,
];

/** Every rule that needs a plan. */
export const planRules: readonly NamedRule[] = [RESOURCE_DESTROYED, RESOURCE_REPLACED, LOGS_LOST];
