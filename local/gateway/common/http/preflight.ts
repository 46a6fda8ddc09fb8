import { headerValue, type HttpRequest } from "./http-message";

/** Whether a request is a CORS preflight. */
export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === "OPTIONS" &&
    headerValue(headers, "origin") !== undefined &&
    headerValue(headers, "access-control-request-method") !== undefined
  );
}
