import type { RouteAuthorizer } from "../../api-gateway-v2/authorizer";
import { kind } from "../../core/props";

/**
 * Who may connect to a WebSocket API. A new kind of authorizer is a new class with this method.
 */
export interface WebSocketRouteAuthorizer extends RouteAuthorizer {
  /** The kind of API that the authorizer is for. */
  readonly authorizerOf: "WEBSOCKET";
}

/** What a route takes as its authorizer, as opposed to one of another kind of API. */
export const AUTHORIZER_KIND = kind(
  "an authorizer of a WebSocket API, e.g. new WebSocketLambdaAuthorizer(fn)",
  (value) => (value as { authorizerOf?: unknown } | null)?.authorizerOf === "WEBSOCKET",
);
