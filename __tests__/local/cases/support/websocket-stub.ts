import type { FunctionOverride } from "../../../../local/lambda/stub/function-override";
import type { WebSocketFunction } from "./websocket-case";

/** An event of a WebSocket API, or of its authorizer. */
export interface WebSocketEvent extends Readonly<Record<string, unknown>> {
  readonly requestContext: { readonly routeKey: string; readonly connectionId: string };
  readonly body?: string;
}

/**
 * The function of a case.
 * @param received gets its events
 */
export function stubOf(fn: WebSocketFunction, received: WebSocketEvent[]): FunctionOverride {
  return {
    stub: (given) => {
      const event = given as WebSocketEvent;
      received.push(event);
      if (fn.raises) {
        throw Object.assign(new Error(fn.raises.message), { name: fn.raises.type });
      }
      if (fn.returns_route_key_and_body) {
        const { routeKey } = event.requestContext;
        return { statusCode: 200, body: JSON.stringify({ routeKey, received: event.body }) };
      }
      return fn.returns;
    },
  };
}
