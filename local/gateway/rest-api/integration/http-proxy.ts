import type { HttpProxyIntegration } from "../model/rest-api";
import type { Call } from "../request/call";
import { isDroppedToBackend, responseHeaderName } from "../request/header-rules";
import type { HeaderLines } from "../../common/http-message";
import { callBackend } from "../../common/backend";
import { backendUrl } from "./http-request";
import type { Integrate } from "./integrate";
import { mappedRequestHeaders } from "./lambda-request";

/** HTTP_PROXY: the request is passed on, and the backend's response passed back. */
export function httpProxyIntegration(integration: HttpProxyIntegration): Integrate {
  return async (call) => {
    const mapped = mappedRequestHeaders(call, integration);
    const method = integration.httpMethod === "ANY" ? call.request.method : integration.httpMethod;
    const answer = await callBackend({
      method,
      url: backendUrl(call, integration, { passQuery: true }),
      headers: backendHeaders(call, mapped),
      body: method === "GET" || method === "HEAD" ? "" : call.request.body,
      timeoutMilliseconds: integration.timeoutMilliseconds,
    });
    return { status: answer.status, headers: remapped(answer.headers), body: answer.body };
  };
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
