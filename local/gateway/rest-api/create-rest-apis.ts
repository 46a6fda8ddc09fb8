import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { readEach } from "../common/read-all";
import { refuseUnserved } from "../common/refuse";
import { gatewayOrUnservable } from "../common/unservable-api";
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
    gatewayOrUnservable({ stack, api, idAttribute: "rest_api_id" }, shared.log, () => {
      refuseStagesOfDeployments(stack, api);
      return hasStage(stack, api)
        ? new RestApiGateway(readServedApi(stack, api), services)
        : apiWithoutStage(api, shared.log);
    }),
  );
}

/** A deployment can create a stage, too: only `aws_api_gateway_stage` is served. */
function refuseStagesOfDeployments(stack: ResolvedStack, api: ResolvedResource): void {
  readEach(resourcesOfApi(stack, api)("aws_api_gateway_deployment"), refuseUnserved);
}

function hasStage(stack: ResolvedStack, api: ResolvedResource): boolean {
  return resourcesOfApi(stack, api)("aws_api_gateway_stage").length > 0;
}
