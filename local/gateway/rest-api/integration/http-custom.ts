import { headerValue, type HeaderLines } from "../../common/http/http-message";
import { isBinary } from "../call/binary";
import type { Call } from "../call/call";
import { isDroppedToBackend } from "../call/header-rules";
import { backendMethod, backendUrl } from "../integration-request/backend-url";
import { backendOf } from "../integration-request/backend-of";
import { backendTls } from "../integration-request/backend-tls";
import type { IntegrationKind } from "./integration-kind";
import { mappedIntegration } from "./mapped-integration";
import { backendTarget } from "./settings";

/**
 * HTTP: mappings make the backend's request and the response, which the backend's status selects.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export const httpCustom: IntegrationKind = {
  isTraced: true,
  prepare(integration, services) {
    const { requestParameters, timeoutMilliseconds } = integration;
    const target = { ...backendTarget(integration), requestParameters };
    return mappedIntegration(integration, async (call, { headers, payload, context }) => {
      const method = backendMethod(call, target);
      const send = backendOf(call, integration, services);
      const response = await send({
        method,
        url: backendUrl(call, target, { passQuery: false, context }),
        headers: backendHeaders(call, headers),
        body: method === "GET" || method === "HEAD" ? "" : payload,
        timeoutMilliseconds,
        tls: backendTls(call, integration, services.clientIdentity),
      });
      const contentType = headerValue(response.headers, "content-type") ?? "";
      return {
        selector: String(response.status),
        body: response.body,
        headers: response.headers,
        isBinary: isBinary(contentType, call.api.binaryMediaTypes),
      };
    });
  },
};

/** The client's own Accept and User-Agent are not passed on. */
function backendHeaders(call: Call, mapped: ReadonlyMap<string, string>): HeaderLines {
  const contentType = headerValue(call.request.headers, "content-type");
  const headers = new Map([
    ["accept", ["Accept", "application/json"]],
    ["user-agent", ["User-Agent", `AmazonAPIGateway_${call.api.id}`]],
    ["x-amzn-apigateway-api-id", ["X-Amzn-Apigateway-Api-Id", call.api.id]],
    ["x-amzn-trace-id", ["X-Amzn-Trace-Id", call.ids.trace]],
  ] as [string, readonly [string, string]][]);
  if (contentType !== undefined) {
    headers.set("content-type", ["Content-Type", contentType]);
  }
  for (const [name, value] of mapped) {
    if (!isDroppedToBackend(name)) {
      headers.set(name.toLowerCase(), [name, value]);
    }
  }
  return [...headers.values()];
}
