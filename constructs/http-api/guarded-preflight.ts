import { Aspects } from "cdktf";
import type { IConstruct } from "constructs";
import { warn } from "../core/warning";

/** A route, as far as preflight requests depend on it. */
export interface PreflightRoute {
  readonly routeKey: string;
  readonly authorizationType?: string;
}

/**
 * Warns at synth if an authorizer refuses the preflight requests of an API with CORS, which carry no
 * credentials: API Gateway passes them to a route with the method OPTIONS, and to `$default`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function warnOfGuardedPreflight(
  api: IConstruct,
  routes: () => readonly PreflightRoute[],
): void {
  Aspects.of(api).add({
    visit: (node) => {
      if (node === api) {
        for (const routeKey of guardedPreflightRoutes(routes())) {
          warn(api, `the authorizer of ${routeKey} refuses preflight requests. ${fixOf(routeKey)}`);
        }
      }
    },
  });
}

function guardedPreflightRoutes(routes: readonly PreflightRoute[]): string[] {
  const hasPublicProxy = routes.some(
    (route) => /^OPTIONS \/\{[^/}]+\+\}$/.test(route.routeKey) && !isGuarded(route),
  );
  return routes
    .filter(isGuarded)
    .map(({ routeKey }) => routeKey)
    .filter((key) => key.startsWith("OPTIONS ") || (key === "$default" && !hasPublicProxy));
}

function isGuarded({ authorizationType = "NONE" }: PreflightRoute): boolean {
  return authorizationType !== "NONE";
}

function fixOf(routeKey: string): string {
  return routeKey === "$default"
    ? 'Add the route "OPTIONS /{proxy+}" with new HttpNoneAuthorizer().'
    : "Remove the route, or give it new HttpNoneAuthorizer().";
}
