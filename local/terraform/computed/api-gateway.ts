import { createHash } from "node:crypto";
import type { Attributes } from "../resolved-stack";
import type { Compute, Computed } from "./compute";
import { arn, attribute, idOf, ownId } from "./compute";

const executionArn = arn("execute-api", (api) => idOf(api));
const stageExecutionArn = (api: string, stage: string): Compute =>
  arn("execute-api", (resource) => `${resource.string(api)}/${resource.string(stage) ?? ""}`);
const apiArn =
  (path: string): Compute =>
  (api, context) =>
    `arn:aws:apigateway:${context.region}::/${path}/${idOf(api)}`;
const stageUrl =
  (type: string, api: string, path: (stage: Attributes) => string): Compute =>
  (stage, context) => {
    const found = context.find(type, "id", stage.string(api) ?? "");
    return found && `${endpointOf(found, context.apiUrl(found.address))}/${path(stage)}`;
  };
/** A WebSocket API has the same port for `ws` and `http`. */
function endpointOf(api: Attributes, url: string): string {
  return api.string("protocol_type") === "WEBSOCKET" ? url.replace(/^http/, "ws") : url;
}
const restStageArn = stageExecutionArn("rest_api_id", "stage_name");
const restStageUrl = stageUrl(
  "aws_api_gateway_rest_api",
  "rest_api_id",
  (stage) => stage.string("stage_name") ?? "",
);
const resourcePath: Compute = (resource, context): string => {
  const parent = context.find("aws_api_gateway_resource", "id", resource.string("parent_id") ?? "");
  return `${parent ? String(resourcePath(parent, context)) : ""}/${resource.string("path_part")}`;
};

export const apiGateway: Computed = {
  aws_apigatewayv2_api: {
    id: ownId,
    api_endpoint: (api, context) => endpointOf(api, context.apiUrl(api.address)),
    execution_arn: executionArn,
    arn: apiArn("apis"),
  },
  aws_apigatewayv2_domain_name: { id: attribute("domain_name") },
  aws_apigatewayv2_stage: {
    id: attribute("name"),
    execution_arn: stageExecutionArn("api_id", "name"),
    invoke_url: stageUrl("aws_apigatewayv2_api", "api_id", (stage) =>
      stage.string("name") === "$default" ? "" : (stage.string("name") ?? ""),
    ),
  },
  aws_api_gateway_domain_name: { id: attribute("domain_name") },
  aws_api_gateway_rest_api: {
    id: ownId,
    root_resource_id: ({ address }) => createHash("md5").update(address).digest("hex").slice(0, 10),
    execution_arn: executionArn,
    arn: apiArn("restapis"),
  },
  aws_api_gateway_resource: { id: (resource) => idOf(resource, 6), path: resourcePath },
  // Version 6 of the provider has neither a stage_name nor what depends on it.
  aws_api_gateway_deployment: {
    id: (deployment) => idOf(deployment, 6),
    execution_arn: restStageArn,
    invoke_url: restStageUrl,
  },
  aws_api_gateway_stage: {
    execution_arn: restStageArn,
    invoke_url: restStageUrl,
  },
};
