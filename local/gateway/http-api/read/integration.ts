import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { LambdaIntegration, RouteIntegration } from "../model/http-api";
import type { ParameterChange } from "../model/parameter-change";
import { requestChanges, responseChanges } from "./parameter-changes";
import { readServiceIntegration } from "./service-integration";

const MAX_TIMEOUT_MILLISECONDS = 30_000;
const LAMBDA_URI =
  /^arn:[\w-]+:(?:lambda:.+:function:.+|apigateway:.+\/functions\/.+\/invocations)$/;

/** @throws Error that names the address of what can't be served as on AWS */
export function readIntegration(integration: ResolvedResource): RouteIntegration {
  const { address } = integration;
  refuseUnserved(integration);
  const type = integration.string("integration_type") ?? "";
  const isService = integration.string("integration_subtype") !== undefined;
  const mappings = integration.map("request_parameters");
  const base = {
    uri: integration.string("integration_uri") ?? "",
    requestChanges: isService ? [] : requestChanges(address, mappings),
    responseChanges: readResponseChanges(integration),
    timeoutMilliseconds: integration.number("timeout_milliseconds") ?? MAX_TIMEOUT_MILLISECONDS,
  };
  switch (type) {
    case "HTTP_PROXY":
      if (!/^(?:https?:\/\/|\$\{stageVariables\.)/.test(base.uri)) {
        refuse(address, "integration_uri", base.uri, "Use an http:// or https:// URL.");
      }
      return { kind: "http", method: integration.string("integration_method") ?? "ANY", ...base };
    case "AWS_PROXY":
      if (isService) {
        return readServiceIntegration(integration, base);
      }
      if (!LAMBDA_URI.test(base.uri)) {
        refuse(address, "integration_uri", base.uri, "Use the invoke_arn or arn of a function.");
      }
      return {
        kind: "lambda",
        address,
        credentials: integration.string("credentials_arn"),
        payloadFormat: readPayloadFormat(integration),
        ...base,
      };
    default:
      return refuse(address, "integration_type", type, "Use AWS_PROXY or HTTP_PROXY.");
  }
}

function readPayloadFormat(integration: ResolvedResource): LambdaIntegration["payloadFormat"] {
  const version = integration.string("payload_format_version") ?? "1.0";
  if (version !== "1.0" && version !== "2.0") {
    refuse(integration.address, "payload_format_version", version, "Use 1.0 or 2.0.");
  }
  return version;
}

function readResponseChanges(
  integration: ResolvedResource,
): Map<number, readonly ParameterChange[]> {
  const { address } = integration;
  return new Map(
    integration.blocks("response_parameters").map((block) => {
      const status = block.string("status_code") ?? "";
      if (!/^[2-5]\d\d$/.test(status)) {
        refuse(`${address}.response_parameters`, "status_code", status, "Use 200 to 599.");
      }
      return [Number(status), responseChanges(address, block.map("mappings"))] as const;
    }),
  );
}
