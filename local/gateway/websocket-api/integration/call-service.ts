import { NO_HOST, sendToService } from "../../common/service-integration/service-call";
import { serviceError } from "../../common/service-integration/service-error";
import { serviceTarget } from "../../common/service-integration/service-uri";
import { backendHeaders } from "./backend-headers";
import type { CallBackend, PreparedFor } from "./custom";
import { GatewayError } from "./gateway-error";
import { backendUrl } from "./mapping/request-parameters";

/** AWS with another service than Lambda: it gets the payload, and its status selects the response. */
export function callService({ integration, services }: PreparedFor): CallBackend {
  const { address, credentials, method, timeoutMilliseconds } = integration;
  const { service } = serviceTarget(address, integration.uri);
  const denial = credentials
    ? services.permissions.whyNotAssumed(credentials)
    : `${address} has no credentials_arn: API Gateway needs a role to call ${service}`;
  return async (call, { uri, payload, parameters }) => {
    if (denial !== undefined) {
      throw new GatewayError(500, denial);
    }
    const target = serviceTarget(address, uri);
    const response = await sendToService(
      services,
      {
        target,
        url: backendUrl(`${NO_HOST}${target.path}`, parameters),
        method,
        headers: backendHeaders(call, parameters.header, target.headers),
        payload,
        timeoutMilliseconds,
      },
      call.steps,
    );
    return {
      selector: String(response.status),
      ...response,
      serviceError: serviceError(service, response),
    };
  };
}
