import { fillStageVariables } from "../../common/mapping/stage-variables";
import { functionTarget, urlTarget } from "../../common/integration/target";
import type { HttpRoute, RouteIntegration, UnservableRoute } from "../model/http-api";

type Variables = Readonly<Record<string, string>>;

/** How the log and the table of routes name the integration of a route. */
export function routeTarget(route: HttpRoute | UnservableRoute, variables?: Variables): string {
  return route.unservable === undefined ? targetOf(route.integration, variables) : route.target;
}

export function targetOf(integration: RouteIntegration, variables: Variables = {}): string {
  const filled = fillStageVariables(integration.uri, variables) ?? integration.uri;
  switch (integration.kind) {
    case "lambda":
      return functionTarget(filled);
    case "http":
      return urlTarget(filled);
    case "service":
      return integration.subtype;
  }
}
