import { fillStageVariables } from "../../common/stage-variables";
import { functionTarget } from "../../common/target";
import type { RouteIntegration, UnservableRoute, WebSocketRoute } from "../model/web-socket-api";

type Variables = Readonly<Record<string, string>>;

/** How the log and the table of routes name the integration of a route. */
export function routeTarget(
  route: WebSocketRoute | UnservableRoute,
  variables?: Variables,
): string {
  return route.unservable === undefined ? targetOf(route.integration, variables) : route.target;
}

export function targetOf({ uri }: RouteIntegration, variables: Variables = {}): string {
  return functionTarget(fillStageVariables(uri, variables) ?? uri);
}
