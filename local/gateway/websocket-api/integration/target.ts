import { fillStageVariables } from "../../common/mapping/stage-variables";
import { functionTarget, urlTarget } from "../../common/integration/target";
import type { RouteIntegration } from "../model/integration";
import type { UnservableRoute, WebSocketRoute } from "../model/web-socket-api";

type Variables = Readonly<Record<string, string>>;

/** How the log and the table of routes name the integration of a route. */
export function routeTarget(
  route: WebSocketRoute | UnservableRoute,
  variables?: Variables,
): string {
  return route.unservable === undefined ? targetOf(route.integration, variables) : route.target;
}

/** `sqs:path/123456789012/orders`, without what follows a `?` or `&`. */
const SERVICE = /^arn:[\w-]+:apigateway:[^:]*:([^:]+:(?:path|action)\/[^?&]*)/;

export function targetOf({ kind, uri }: RouteIntegration, variables: Variables = {}): string {
  const filled = fillStageVariables(uri, variables) ?? uri;
  switch (kind) {
    case "lambda":
    case "function":
      return functionTarget(filled);
    case "http":
    case "httpProxy":
      return urlTarget(filled);
    case "service":
      return SERVICE.exec(filled)?.[1] ?? filled;
    case "mock":
      return "MOCK";
  }
}
