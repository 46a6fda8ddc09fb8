import { parseUrl, type CallBackend } from "../../common/integration/backend";
import type { GatewayServices } from "../../services";
import { recordedBackend } from "../../trace/recorded-backend";
import type { Call } from "../call/call";
import type { Integration } from "../model/rest-api";
import { fillStageVariables } from "./stage-variables";

/**
 * What sends the requests of an HTTP integration. Behind a VPC link, that is the target on this
 * machine; the host of the URI is then only the header Host, and the name in the certificate.
 * @throws UnservableRequestError if the VPC link or load balancer has no target
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-using-swagger.html
 */
export function backendOf(
  call: Call,
  { address, uri = "", connectionType, connectionId = "" }: Integration,
  { callBackend, privateTargets }: Pick<GatewayServices, "callBackend" | "privateTargets">,
): CallBackend {
  const send = recordedBackend(callBackend, call.steps);
  if (connectionType?.toUpperCase() !== "VPC_LINK") {
    return async (request) => send({ ...request, url: privateTargets.reachable(request.url) });
  }
  const link = fillStageVariables(connectionId, call);
  const target = privateTargets.urlFor({ address, uri, connectionId: link });
  return async (request) => {
    const { host, hostname, pathname, search } = parseUrl(request.url);
    return send({
      ...request,
      url: `${target}${pathname}${search}`,
      headers: [...request.headers, ["Host", host]],
      tls: { ...request.tls, serverName: hostname },
    });
  };
}
