import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { contentHandlingOf } from "../../common/mapping/content-handling";
import { oneOf, refuse, refuseUnserved } from "../../common/unservable/refuse";
import { serviceTarget } from "../../common/service-integration/service-uri";
import type { BackendIntegration, CustomIntegration, RouteIntegration } from "../model/integration";
import { PASSTHROUGH_BEHAVIORS } from "../model/integration";
import { REQUEST_VARIABLES } from "../model/selection-expression";
import { readIntegrationResponses } from "./integration-responses";
import { readTemplates } from "./templates";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const TIMEOUT_MILLISECONDS = { least: 50, most: 29_000 };
const FUNCTION_URI = /^arn:[\w-]+:apigateway:.+\/functions\/.+\/invocations$/;
const URL = /^(?:https?:\/\/|\$\{stageVariables\.)/;

/**
 * @param responses the integration responses of the API
 * @throws Error that names the address of what can't be served as on AWS
 */
export function readIntegration(
  integration: ResolvedResource,
  responses: readonly ResolvedResource[],
): RouteIntegration {
  const { address } = integration;
  refuseUnserved(integration);
  const type = integration.string("integration_type") ?? "";
  const base = readBackend(integration);
  const isFunction = FUNCTION_URI.test(base.uri);
  const custom = (kind: CustomIntegration["kind"]): CustomIntegration => ({
    kind,
    ...base,
    ...readMapping(integration, responses),
  });
  switch (type) {
    case "AWS_PROXY":
      if (!isFunction) {
        refuse(address, "integration_uri", base.uri, "Use the invoke_arn of a function.");
      }
      return { kind: "lambda", ...base };
    case "AWS":
      if (!isFunction) {
        serviceTarget(address, base.uri, "integration_uri");
      }
      return custom(isFunction ? "function" : "service");
    case "HTTP":
      return custom(checkedUrl(base, "http"));
    case "HTTP_PROXY":
      return { kind: checkedUrl(base, "httpProxy"), ...base };
    case "MOCK":
      return custom("mock");
    default:
      return refuse(
        address,
        "integration_type",
        type,
        "Use AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK.",
      );
  }
}

function readBackend(integration: ResolvedResource): BackendIntegration {
  const { address } = integration;
  const timeoutMilliseconds =
    integration.number("timeout_milliseconds") ?? TIMEOUT_MILLISECONDS.most;
  const { least, most } = TIMEOUT_MILLISECONDS;
  if (timeoutMilliseconds < least || timeoutMilliseconds > most) {
    const rule = `Use ${least} to ${most}.`;
    refuse(address, "timeout_milliseconds", String(timeoutMilliseconds), rule);
  }
  return {
    address,
    uri: integration.string("integration_uri") ?? "",
    credentials: integration.string("credentials_arn"),
    timeoutMilliseconds,
    method: (integration.string("integration_method") ?? "").toUpperCase(),
    vpcLinkId: readVpcLink(integration),
    parameters: integration.map("request_parameters"),
    contentHandling: contentHandlingOf(
      address,
      integration.string("content_handling_strategy"),
      "content_handling_strategy",
    ),
  };
}

function readVpcLink(integration: ResolvedResource): string | undefined {
  const { address } = integration;
  const given = integration.string("connection_type") ?? "INTERNET";
  const type = oneOf(address, "connection_type", given, ["INTERNET", "VPC_LINK"]);
  return type === "VPC_LINK" ? (integration.string("connection_id") ?? "") : undefined;
}

function readMapping(
  integration: ResolvedResource,
  responses: readonly ResolvedResource[],
): Pick<CustomIntegration, "templates" | "passthroughBehavior" | "responses"> {
  const { address } = integration;
  const behavior = integration.string("passthrough_behavior") ?? "WHEN_NO_MATCH";
  return {
    templates: readTemplates(integration, "request_templates", REQUEST_VARIABLES),
    passthroughBehavior: oneOf(address, "passthrough_behavior", behavior, PASSTHROUGH_BEHAVIORS),
    responses: readIntegrationResponses(
      responses.filter((one) => one.string("integration_id") === integration.string("id")),
    ),
  };
}

function checkedUrl<K>({ address, uri }: BackendIntegration, kind: K): K {
  if (!URL.test(uri)) {
    refuse(address, "integration_uri", uri, "Use an http:// or https:// URL.");
  }
  return kind;
}
