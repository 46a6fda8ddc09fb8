import { callBackend } from "../../common/backend";
import { beforeParameters, withinBase } from "../../common/within-base";
import { headerValue, type HeaderLines, type HttpResponse } from "../../common/http-message";
import { domainName, type Call } from "../call/call";
import { isOfConnection } from "./hop-by-hop";
import type { HttpIntegration } from "../read/integration";
import { mapRequest, type MappedRequest } from "../parameter-mapping/map";

type HttpProxyIntegration = Extract<HttpIntegration, { kind: "http" }>;

/** HTTP_PROXY: the request is passed on, and the backend's response passed back. */
export function forward(
  call: Call,
  { method, timeoutMilliseconds }: HttpProxyIntegration,
  uri: string,
): Promise<HttpResponse> {
  const mapped = mapRequest(call, passedOn(call));
  return callBackend({
    method: method === "ANY" ? call.request.method : method,
    url: backendUrl(call, uri, mapped),
    headers: mapped.request.headers,
    body: call.request.body,
    timeoutMilliseconds,
  });
}

/** The client's headers, and where they come from: HTTP APIs tell it in `Forwarded`. */
function passedOn(call: Call): HeaderLines {
  const { request, ids } = call;
  const own = /^(?:host|forwarded|via|x-amzn-trace-id)$/i;
  const kept = request.headers.filter(([name]) => !isOfConnection(name) && !own.test(name));
  const hop = `by=127.0.0.1;for=${request.sourceIp};host=${domainName(call)};proto=http`;
  const before = headerValue(request.headers, "forwarded");
  return [
    ...kept,
    ["X-Amzn-Trace-Id", ids.trace],
    ["Forwarded", before === undefined ? hop : `${before}, ${hop}`],
    ["Via", "HTTP/1.1 AmazonAPIGateway"],
  ];
}

function backendUrl({ parameters }: Call, uri: string, { request, path }: MappedRequest): string {
  const filled = uri.replace(/\{([^{}+]+)\+?\}/g, (_, name: string) => parameters.get(name) ?? "");
  const [, origin = "", ownPath = "", ownQuery = ""] =
    /^(\w+:\/\/[^/?]*)([^?]*)\??(.*)$/.exec(filled) ?? [];
  const query = [ownQuery, request.query].filter(Boolean).join("&");
  const own = path ? `${origin}${path.own}` : beforeParameters(uri);
  return withinBase(own, `${origin}${path?.text ?? ownPath}${query && `?${query}`}`);
}
