import { parseUrl, type BackendResponse } from "../../common/integration/backend";
import type { HeaderLines, HttpResponse } from "../../common/http/http-message";
import { fillStageVariables } from "../../common/mapping/stage-variables";
import { recordedBackend } from "../../trace/recorded-backend";
import type { GatewayServices } from "../../services";
import type { Call } from "../call";
import type { BackendIntegration, HttpProxyIntegration } from "../model/integration";
import { backendHeaders } from "./backend-headers";
import type { CallBackend, IntegrationRequest, PreparedFor } from "./custom";
import { requestPayload } from "./mapping/payload";
import { backendUrl, mappedParameters } from "./mapping/request-parameters";
import type { Send } from "./send-to";

type Services = Pick<GatewayServices, "callBackend" | "privateTargets">;

/** HTTP: a backend gets the payload, and its status selects the response. */
export function callHttp({ integration, services }: PreparedFor): CallBackend {
  return async (call, request) => {
    const { status, headers, body } = await send(call, integration, request, services);
    return { selector: String(status), status, headers, body };
  };
}

/** HTTP_PROXY: a backend gets the message, and a two-way route sends its response. */
export function httpProxy(integration: HttpProxyIntegration, services: Services): Send {
  return async (call, uri): Promise<HttpResponse> => {
    const payload = requestPayload(call, integration);
    const parameters = mappedParameters(call, integration);
    const { status, body } = await send(call, integration, { uri, payload, parameters }, services);
    return { status, headers: [], body };
  };
}

async function send(
  call: Call,
  integration: BackendIntegration,
  { uri, payload, parameters }: IntegrationRequest,
  { callBackend, privateTargets }: Services,
): Promise<BackendResponse> {
  const { address, method, timeoutMilliseconds, vpcLinkId } = integration;
  const url = backendUrl(uri, parameters);
  const headers = backendHeaders(call, parameters.header);
  const body = method === "GET" || method === "HEAD" ? "" : payload;
  const request = { method, url, headers, body, timeoutMilliseconds };
  const sendRecorded = recordedBackend(callBackend, call.steps);
  if (vpcLinkId === undefined) {
    return sendRecorded({ ...request, url: privateTargets.reachable(url) });
  }
  const connectionId = fillStageVariables(vpcLinkId, call.stage.variables) ?? vpcLinkId;
  const target = privateTargets.urlFor({ address, uri: integration.uri, connectionId });
  const { host, hostname, pathname, search } = parseUrl(url);
  // Behind the VPC link, the host of the URI is only a header and the name in the certificate.
  const hosted: HeaderLines = [...headers, ["Host", host]];
  return sendRecorded({
    ...request,
    url: `${target}${pathname}${search}`,
    headers: hosted,
    tls: { serverName: hostname },
  });
}
