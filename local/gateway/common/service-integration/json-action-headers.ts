import { formVersion, jsonApi } from "../../../aws-protocols";
import type { HeaderLines } from "../http/http-message";

/**
 * The headers that name an action of a JSON API; undefined for a service with another protocol. API
 * Gateway calls a service that also has a form API by that.
 */
export function jsonActionHeaders(service: string, action: string): HeaderLines | undefined {
  const api = formVersion(service) === undefined ? jsonApi(service) : undefined;
  return (
    api && [
      ["Content-Type", `application/x-amz-json-${api.version}`],
      ["X-Amz-Target", `${api.target}.${action}`],
    ]
  );
}
