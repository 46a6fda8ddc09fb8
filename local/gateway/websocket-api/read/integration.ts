import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { RouteIntegration } from "../model/web-socket-api";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_TIMEOUT_MILLISECONDS = 29_000;
const FUNCTION_URI = /^arn:[\w-]+:apigateway:.+\/functions\/.+\/invocations$/;

/** @throws Error that names the address of what can't be served as on AWS */
export function readIntegration(integration: ResolvedResource): RouteIntegration {
  const { address } = integration;
  refuseUnserved(integration);
  const type = integration.string("integration_type") ?? "";
  const base = {
    address,
    uri: integration.string("integration_uri") ?? "",
    credentials: integration.string("credentials_arn"),
    timeoutMilliseconds: integration.number("timeout_milliseconds") ?? MAX_TIMEOUT_MILLISECONDS,
  };
  switch (type) {
    case "AWS_PROXY":
      if (!FUNCTION_URI.test(base.uri)) {
        refuse(address, "integration_uri", base.uri, "Use the invoke_arn of a function.");
      }
      return { kind: "lambda", ...base };
    default:
      return refuse(address, "integration_type", type, "Use AWS_PROXY.");
  }
}
