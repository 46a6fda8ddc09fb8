import type { HttpRequest } from "./http-message";

/**
 * The same for both kinds of API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const MAX_LINE_AND_HEADER_BYTES = 10_240;

/** Whether the request line and the values of the headers are larger together than AWS takes. */
export function hasTooLargeHeaders({ method, path, query, headers }: HttpRequest): boolean {
  const line = `${method} ${path}${query && `?${query}`} HTTP/1.1`;
  const size = headers.reduce((sum, [, value]) => sum + value.length, line.length);
  return size > MAX_LINE_AND_HEADER_BYTES;
}
