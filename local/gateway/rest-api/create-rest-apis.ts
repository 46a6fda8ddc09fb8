import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { refuseUnserved } from "../common/refuse";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { apiWithoutStage } from "./api-without-stage";
import { readServedApi } from "./read/served-api";
import { Usage } from "./method-request/usage";
import { RestApiGateway } from "./rest-api-gateway";

/** @throws Error that names the address of what can't be served as on AWS, where a stage serves it */
export function createRestApis(
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  shared: GatewayServices,
): ApiGateway[] {
  const services = { ...shared, usage: new Usage() };
  stack.ofType("aws_api_gateway_deployment").forEach(refuseUnserved);
  return apis.map((api) =>
    hasStage(stack, api)
      ? new RestApiGateway(readServedApi(stack, api), services)
      : apiWithoutStage(api, shared.log),
  );
}

function hasStage(stack: ResolvedStack, api: ResolvedResource): boolean {
  return stack
    .ofType("aws_api_gateway_stage")
    .some((stage) => stage.string("rest_api_id") === api.string("id"));
}
