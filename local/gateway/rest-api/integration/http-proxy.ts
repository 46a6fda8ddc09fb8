import type { HttpProxyIntegration } from "../model/rest-api";
import type { Call } from "../call/call";
import { isDroppedToBackend, responseHeaderName } from "../call/header-rules";
import { acceptsBinary, convertRequest, convertResponse, isBinary } from "../call/binary";
import { orConfigurationError } from "../integration-request/compiled-mapping";
import { headerValue, type HeaderLines } from "../../common/http-message";
import { callBackend, type BackendResponse } from "../../common/backend";
import { backendMethod, backendUrl } from "../integration-request/backend-url";
import type { Integrate } from "./integrate";
import { mappedRequestHeaders } from "../integration-request/mapped-headers";

/**
 * HTTP_PROXY: the request is passed on, and the backend's response passed back. Both are text
 * unless the API's binary media types say otherwise: other bytes don't come through whole.
 */
export function httpProxyIntegration(integration: HttpProxyIntegration): Integrate {
  return async (call) => {
    const mapped = mappedRequestHeaders(call, integration);
    const method = backendMethod(call, integration);
    const answer = await callBackend({
      method,
      url: backendUrl(call, integration, { passQuery: true }),
      headers: backendHeaders(call, mapped),
      body: method === "GET" || method === "HEAD" ? "" : requestBody(call, integration),
      timeoutMilliseconds: integration.timeoutMilliseconds,
    });
    return {
      status: answer.status,
      headers: remapped(answer.headers),
      body: responseBody(call, answer),
    };
  };
}

function requestBody({ request, api }: Call, { contentHandling }: HttpProxyIntegration) {
  const { body, headers } = request;
  if (isCompressed(headers)) {
    return body;
  }
  const isBinaryType = isBinary(contentTypeOf(headers), api.binaryMediaTypes);
  return orConfigurationError(() => convertRequest(body, isBinaryType, contentHandling));
}

function responseBody({ request, api }: Call, { body, headers }: BackendResponse) {
  if (isCompressed(headers)) {
    return body;
  }
  const accept = headerValue(request.headers, "accept");
  return orConfigurationError(() =>
    convertResponse(body, {
      handling: undefined,
      isPayloadBinary: isBinary(contentTypeOf(headers), api.binaryMediaTypes),
      acceptsBinary: acceptsBinary(accept, api.binaryMediaTypes),
    }),
  );
}

function contentTypeOf(headers: HeaderLines): string {
  return headerValue(headers, "content-type") ?? "";
}

/** What is compressed is no text, and comes as it is. */
function isCompressed(headers: HeaderLines): boolean {
  return !["identity", ""].includes(headerValue(headers, "content-encoding") ?? "");
}

function backendHeaders(call: Call, mapped: ReadonlyMap<string, string>): HeaderLines {
  const overridden = new Set(["host", ...[...mapped.keys()].map((name) => name.toLowerCase())]);
  const passed = [...call.headers].flatMap(([name, values]) =>
    overridden.has(name.toLowerCase()) ? [] : values.map((value) => [name, value] as const),
  );
  const kept = [...mapped].filter(([name]) => !isDroppedToBackend(name));
  return [...passed, ...kept, ["X-Amzn-Apigateway-Api-Id", call.api.id]];
}

function remapped(headers: HeaderLines): HeaderLines {
  return headers.flatMap(([name, value]) => {
    const target = responseHeaderName(name);
    return target === undefined ? [] : [[target, value] as const];
  });
}
