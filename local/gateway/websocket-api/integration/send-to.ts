import type { HttpResponse } from "../../common/http/http-message";
import type { GatewayServices } from "../../services";
import type { Call } from "../call";
import type { WebSocketApi, WebSocketRoute } from "../model/web-socket-api";
import { httpProxy } from "./call-http";
import { custom } from "./custom";
import { lambdaProxy } from "./lambda-proxy";

/**
 * Sends a call to an integration.
 * @param uri URI of the integration, its stage variables filled in
 */
export type Send = (call: Call, uri: string) => Promise<HttpResponse>;

/** The kinds of integration; another one is one more case. */
export function sendTo(api: WebSocketApi, route: WebSocketRoute, services: GatewayServices): Send {
  const { key, integration } = route;
  switch (integration.kind) {
    case "lambda":
      return lambdaProxy(api, key, integration, services);
    case "httpProxy":
      return httpProxy(integration, services);
    case "mock":
    case "http":
    case "service":
    case "function":
      return custom(api, route, integration, services);
  }
}
