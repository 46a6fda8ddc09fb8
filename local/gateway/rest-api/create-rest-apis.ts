import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { gatewayOrUnservable } from "../common/unservable/unservable-api";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { apiWithoutStage } from "./api-without-stage";
import { readServedApi } from "./read/served-api";
import { Usage } from "./method-request/usage";
import { RestApiGateway } from "./rest-api-gateway";
import { resourcesOfApi } from "./read/resources-of-api";

export function createRestApis(
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  shared: GatewayServices,
): ApiGateway[] {
  const services = { ...shared, usage: new Usage() };
  return apis.map((api) =>
    gatewayOrUnservable({ stack, api, idAttribute: "rest_api_id" }, shared.log, () =>
      hasStage(stack, api)
        ? new RestApiGateway(readServedApi(stack, api), services)
        : apiWithoutStage(api, shared.log),
    ),
  );
}

function hasStage(stack: ResolvedStack, api: ResolvedResource): boolean {
  return resourcesOfApi(stack, api)("aws_api_gateway_stage").length > 0;
}
