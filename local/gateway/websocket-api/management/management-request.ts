import type { HttpRequest } from "../../common/http/http-message";
import { decodePath } from "../../common/http/decode-path";

const METHODS = ["GET", "POST", "DELETE"] as const;

/** A request about one connection: `/<stage>/@connections/<id>`. */
export interface ManagementRequest {
  readonly method: (typeof METHODS)[number];
  readonly connectionId: string;
}

/**
 * Reads a request of the management API; undefined for any other request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function managementRequest({ method, path }: HttpRequest): ManagementRequest | undefined {
  const known = METHODS.find((one) => one === method);
  const [, , folder = "", id = "", ...rest] = path.split("/").map(decodePath);
  const isOne = folder === "@connections" && id !== "" && rest.length === 0;
  return known && isOne ? { method: known, connectionId: id } : undefined;
}

/** How the log and policies name such a request: no policy can name a single connection. */
export function routeOf({ method }: ManagementRequest): string {
  return `${method} /@connections/{connectionId}`;
}
