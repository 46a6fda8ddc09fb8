import { headerValue, type HeaderLines } from "../../common/http/http-message";
import { isBinary } from "../call/binary";
import type { Call } from "../call/call";
import { configurationError } from "../call/gateway-error";
import { backendMethod, backendUrl } from "../integration-request/backend-url";
import { serviceTarget, type ServiceTarget } from "../../common/service-integration/service-uri";
import { serviceError } from "../../common/service-integration/service-error";
import { NO_HOST, sendToService } from "../../common/service-integration/service-call";
import type { IntegrationKind } from "./integration-kind";
import { mappedIntegration } from "./mapped-integration";

/**
 * AWS with another service than Lambda: mappings make the request and the response, which the
 * service's status selects.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html
 */
export const awsService: IntegrationKind = {
  isTraced: true,
  prepare(integration, services) {
    const { address, uri = "", requestParameters, credentials, timeoutMilliseconds } = integration;
    const target = serviceTarget(address, uri);
    const httpMethod = (integration.httpMethod ?? "").toUpperCase();
    const denial = credentials
      ? services.permissions.whyNotAssumed(credentials)
      : `${address} has no credentials: API Gateway needs a role to call ${target.service}`;
    return mappedIntegration(integration, async (call, { headers, payload, context }) => {
      if (denial !== undefined) {
        throw configurationError(denial);
      }
      const template = { uri: `${NO_HOST}${target.path}`, requestParameters };
      const response = await sendToService(
        services,
        {
          target,
          url: backendUrl(call, template, { passQuery: false, context }),
          method: backendMethod(call, { httpMethod }),
          headers: serviceHeaders(call, target, headers),
          payload,
          timeoutMilliseconds,
        },
        call.steps,
      );
      const contentType = headerValue(response.headers, "content-type") ?? "";
      return {
        selector: String(response.status),
        headers: response.headers,
        body: response.body,
        isBinary: isBinary(contentType, call.api.binaryMediaTypes),
        serviceError: serviceError(target.service, response),
      };
    });
  },
};

/** Mapped headers replace those of API Gateway. */
function serviceHeaders(
  call: Call,
  { headers }: ServiceTarget,
  mapped: ReadonlyMap<string, string>,
): HeaderLines {
  const contentType = headerValue(call.request.headers, "content-type");
  const lines: HeaderLines = [
    ["Accept", "application/json"],
    ["User-Agent", `AmazonAPIGateway_${call.api.id}`],
    ["X-Amzn-Trace-Id", call.ids.trace],
    ...(contentType === undefined ? [] : [["Content-Type", contentType] as const]),
    ...headers,
    ...mapped,
  ];
  return [...new Map(lines.map((line) => [line[0].toLowerCase(), line])).values()];
}
