import type { HttpRequest } from "./http-message";
import { MAX_LINE_AND_HEADER_BYTES } from "./oversize";

/** Whether the request line and the header values together exceed API Gateway's limit. */
export function hasTooLargeHeaders({ method, path, query, headers }: HttpRequest): boolean {
  const line = `${method} ${path}${query && `?${query}`} HTTP/1.1`;
  const size = headers.reduce((sum, [, value]) => sum + value.length, line.length);
  return size > MAX_LINE_AND_HEADER_BYTES;
}
