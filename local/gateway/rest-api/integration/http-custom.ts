import { isBinary } from "../call/binary";
import { compileMapping, integrationPayload } from "../integration-request/compiled-mapping";
import { TemplateContext } from "../velocity/template-context";
import type { HttpIntegration } from "../model/rest-api";
import type { Call } from "../call/call";
import { isDroppedToBackend } from "../call/header-rules";
import { headerValue, type HeaderLines } from "../../common/http-message";
import { mappedResponse } from "../integration-response/integration-response";
import { callBackend } from "../../common/backend";
import { backendMethod, backendUrl } from "../integration-request/backend-url";
import type { Integrate } from "./integrate";
import { mappedRequestHeaders } from "../integration-request/mapped-headers";

/** HTTP: templates make the backend's request and the response; its status selects the latter. */
export function httpIntegration(integration: HttpIntegration): Integrate {
  const mapping = compileMapping(integration.address, integration);
  return async (call) => {
    const templates = new TemplateContext(call);
    const mapped = mappedRequestHeaders(call, integration);
    const payload = integrationPayload(call, mapping, templates);
    for (const [name, value] of templates.requestOverrides("header")) {
      mapped.set(name, value);
    }
    const method = backendMethod(call, integration);
    const answer = await callBackend({
      method,
      url: backendUrl(call, integration, { passQuery: false, templates }),
      headers: backendHeaders(call, mapped),
      body: method === "GET" || method === "HEAD" ? "" : payload,
      timeoutMilliseconds: integration.timeoutMilliseconds,
    });
    const contentType = headerValue(answer.headers, "content-type") ?? "";
    return mappedResponse(call, mapping, templates, {
      selector: String(answer.status),
      body: answer.body,
      headers: answer.headers,
      isBinary: isBinary(contentType, call.api.binaryMediaTypes),
    });
  };
}

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
