import { callService as sendSigned } from "../../common/aws-access";
import { serviceBody } from "../../common/service-integration/service-body";
import { serviceTarget } from "../../common/service-integration/service-uri";
import { backendHeaders } from "./backend-headers";
import type { CallBackend, PreparedFor } from "./custom";
import { GatewayError } from "./gateway-error";
import { backendUrl } from "./mapping/request-parameters";

/** The host of a URL that only mappings are applied to. */
const NO_HOST = "https://service.invalid";

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
    const url = new URL(backendUrl(`${NO_HOST}${target.path}`, parameters));
    const sent = backendHeaders(call, parameters.header, target.headers);
    const response = await sendSigned(
      services,
      {
        ...target,
        path: `${url.pathname}${url.search}`,
        method,
        headers: sent,
        body: method === "GET" || method === "HEAD" ? "" : payload,
        timeoutMilliseconds,
      },
      call.steps,
    );
    const { status, headers } = response;
    const action = url.searchParams.get("Action");
    const body = serviceBody(response, { target, sent, action });
    return { selector: String(status), status, headers, body };
  };
}
