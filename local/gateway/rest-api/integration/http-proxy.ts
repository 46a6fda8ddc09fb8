import type { Call } from "../call/call";
import { isDroppedToBackend, responseHeaderName } from "../call/header-rules";
import { acceptsBinary, convertRequest, convertResponse, isBinary } from "../call/binary";
import { contentHandlingOf, type ContentHandling } from "../../common/mapping/content-handling";
import { headerValue, type HeaderLines } from "../../common/http/http-message";
import { backendMethod, backendUrl } from "../integration-request/backend-url";
import { mappedRequestHeaders } from "../integration-request/request-headers";
import { backendOf } from "../integration-request/backend-of";
import { backendTls } from "../integration-request/backend-tls";
import type { IntegrationKind } from "./integration-kind";
import { backendTarget } from "./settings";

/**
 * HTTP_PROXY: the request is passed on, and the backend's response passed back. Both are text
 * unless the API's binary media types include theirs: other bytes are garbled, as on AWS.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export const httpProxy: IntegrationKind = {
  isTraced: false,
  prepare(integration, services) {
    const { address, requestParameters, timeoutMilliseconds } = integration;
    const target = { ...backendTarget(integration), requestParameters };
    const handling = contentHandlingOf(address, integration.contentHandling);
    return async (call) => {
      const mapped = mappedRequestHeaders(call, integration);
      const method = backendMethod(call, target);
      const send = backendOf(call, integration, services);
      const { status, headers, body } = await send({
        method,
        url: backendUrl(call, target, { passQuery: true }),
        headers: backendHeaders(call, mapped),
        body: method === "GET" || method === "HEAD" ? "" : requestBody(call, handling),
        timeoutMilliseconds,
        tls: backendTls(call, integration, services.clientIdentity),
      });
      return { status, headers: remapped(headers), body: responseBody(call, headers, body) };
    };
  },
};

function requestBody({ request, api }: Call, handling: ContentHandling | undefined) {
  const { body, headers } = request;
  if (isCompressed(headers)) {
    return body;
  }
  return convertRequest(body, isBinary(contentTypeOf(headers), api.binaryMediaTypes), handling);
}

function responseBody({ request, api }: Call, headers: HeaderLines, body: Buffer) {
  if (isCompressed(headers)) {
    return body;
  }
  const accept = headerValue(request.headers, "accept");
  return convertResponse(body, {
    handling: undefined,
    isPayloadBinary: isBinary(contentTypeOf(headers), api.binaryMediaTypes),
    acceptsBinary: acceptsBinary(accept, api.binaryMediaTypes),
  });
}

function contentTypeOf(headers: HeaderLines): string {
  return headerValue(headers, "content-type") ?? "";
}

/** Compressed bytes are not text, so they are passed on unchanged. */
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
