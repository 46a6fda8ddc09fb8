import type { Construct } from "constructs";
import { isAuthorizerRequired } from "../core/required-authorizer";

/**
 * Validation errors about routes that an API needs: API Gateway doesn't deploy one without routes, and every
 * client may connect to one without a route `$connect`.
 */
export function missingRoutes(api: Construct, routeKeys: ReadonlySet<string>): string[] {
  if (routeKeys.size === 0) {
    return [
      "the API has no routes; allowed: one or more. " +
        "Add one, e.g. by connectRouteOptions or addRoute().",
    ];
  }
  if (!isAuthorizerRequired(api) || routeKeys.has("$connect")) {
    return [];
  }
  return [
    "the API has no route $connect; allowed: one with an authorizer, because " +
      "the environment has requireAuthorizer: true. Set connectRouteOptions.",
  ];
}
