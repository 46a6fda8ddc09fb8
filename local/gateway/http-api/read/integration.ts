import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import type { HttpProxyIntegration, LambdaIntegration, RouteIntegration } from "../model/http-api";
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
      return { kind: "http", address, ...base, ...readHttpProxy(integration, base.uri) };
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

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html */
function readHttpProxy(
  integration: ResolvedResource,
  uri: string,
): Pick<HttpProxyIntegration, "method" | "vpcLinkId" | "serverName"> {
  const { address } = integration;
  const method = integration.string("integration_method") ?? "ANY";
  const connectionType = integration.string("connection_type") ?? "INTERNET";
  if (connectionType === "VPC_LINK") {
    if (!/^arn:[\w-]+:(?:elasticloadbalancing|servicediscovery):/.test(uri)) {
      refuse(address, "integration_uri", uri, "Use the ARN of a listener or a Cloud Map service.");
    }
    const [tls] = integration.blocks("tls_config");
    const vpcLinkId = integration.string("connection_id") ?? "";
    return { method, vpcLinkId, serverName: tls?.string("server_name_to_verify") };
  }
  if (!/^(?:https?:\/\/|\$\{stageVariables\.)/.test(uri)) {
    refuse(address, "integration_uri", uri, "Use an http:// or https:// URL.");
  }
  return { method };
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
