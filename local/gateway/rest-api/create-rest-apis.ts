import type { LambdaService } from "../../lambda/lambda-service";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { refuseUnserved } from "../common/refuse";
import type { InvokePermissions } from "../common/invoke-permissions";
import type { ApiGateway } from "../gateway";
import type { GatewayLog } from "../gateway-log";
import { apiWithoutStage } from "./api-without-stage";
import { readServedApi } from "./model/served-api";
import { Usage } from "./method-request/usage";
import { RestApiGateway } from "./rest-api-gateway";

export interface RestApiServices {
  readonly lambda: LambdaService;
  readonly log: GatewayLog;
  readonly permissions: InvokePermissions;
}

/**
 * The REST APIs of a stack, ready to serve.
 * @throws Error that names the address of what can't be served as AWS would, where a stage serves it
 */
export function createRestApis(stack: ResolvedStack, shared: RestApiServices): ApiGateway[] {
  const services = { ...shared, usage: new Usage() };
  stack.ofType("aws_api_gateway_deployment").forEach(refuseUnserved);
  return stack
    .ofType("aws_api_gateway_rest_api")
    .map((api) =>
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
