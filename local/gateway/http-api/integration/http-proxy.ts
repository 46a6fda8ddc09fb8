import { headerValue, type HeaderLines } from "../../common/http/http-message";
import { beforeParameters, withinBase } from "../../common/integration/within-base";
import { recordedBackend } from "../../trace/recorded-backend";
import { domainName, type Call } from "../call/call";
import type { HttpProxyIntegration } from "../model/http-api";
import { mapRequest, type MappedRequest } from "../parameter-mapping/map";
import type { GatewayServices } from "../../services";
import { isHopByHop } from "../../common/http/hop-by-hop";
import type { Send } from "./send";

/** HTTP_PROXY: passes the request to a backend, and the backend's response to the client. */
export function httpProxy(
  integration: HttpProxyIntegration,
  { callBackend, privateTargets }: Pick<GatewayServices, "callBackend" | "privateTargets">,
): Send {
  const { method, timeoutMilliseconds, serverName } = integration;
  return async (call, uri) => {
    const target = { ...integration, uri };
    const mapped = mapRequest(call, forwardedHeaders(call));
    const send = recordedBackend(callBackend, call.steps);
    return send({
      method: method === "ANY" ? call.request.method : method,
      url: isPrivate(target)
        ? privateUrl(privateTargets.urlFor({ ...target, connectionId: target.vpcLinkId }), mapped)
        : privateTargets.reachable(backendUrl(call, uri, mapped)),
      tls: { serverName },
      headers: mapped.request.headers,
      body: call.request.body,
      timeoutMilliseconds,
    });
  };
}

/** Headers that API Gateway sets itself. */
const SET_BY_GATEWAY = /^(?:host|forwarded|via|x-amzn-trace-id)$/i;

/** The client's headers and the headers of a proxy: HTTP APIs use `Forwarded`. */
function forwardedHeaders(call: Call): HeaderLines {
  const { request, ids } = call;
  const kept = request.headers.filter(([name]) => !isHopByHop(name) && !SET_BY_GATEWAY.test(name));
  const hop = `by=127.0.0.1;for=${request.sourceIp};host=${domainName(call)};proto=${request.scheme}`;
  const earlierHops = headerValue(request.headers, "forwarded");
  return [
    ...kept,
    ["X-Amzn-Trace-Id", ids.trace],
    ["Forwarded", earlierHops === undefined ? hop : `${earlierHops}, ${hop}`],
    ["Via", "HTTP/1.1 AmazonAPIGateway"],
  ];
}

type Private = HttpProxyIntegration & { readonly vpcLinkId: string };

function isPrivate(integration: HttpProxyIntegration): integration is Private {
  return integration.vpcLinkId !== undefined;
}

/** A private backend gets the whole path, with the stage, unless a mapping overwrites it. */
function privateUrl(url: string, { request }: MappedRequest): string {
  return `${url}${request.path}${request.query && `?${request.query}`}`;
}

/** @throws IntegrationFailure "outside its base" */
function backendUrl({ parameters }: Call, uri: string, { request, path }: MappedRequest): string {
  const filled = uri.replace(/\{([^{}+]+)\+?\}/g, (_, name: string) => parameters.get(name) ?? "");
  const [, origin = "", uriPath = "", uriQuery = ""] =
    /^(\w+:\/\/[^/?]*)([^?]*)\??(.*)$/.exec(filled) ?? [];
  const query = [uriQuery, request.query].filter(Boolean).join("&");
  const base = path ? `${origin}${path.fixedStart}` : beforeParameters(uri);
  return withinBase(base, `${origin}${path?.text ?? uriPath}${query && `?${query}`}`);
}
