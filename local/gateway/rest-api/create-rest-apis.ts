import type { LambdaService } from "../../lambda/lambda-service";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { ApiGateway } from "../gateway";
import { readServedApi } from "./model/served-api";
import { Usage } from "./request/usage";
import { RestApiGateway } from "./rest-api-gateway";

export interface RestApiServices {
  readonly lambda: LambdaService;
}

/**
 * The REST APIs of a stack, ready to serve.
 * @throws Error that names the address of what can't be served as AWS would, where a stage serves it
 */
export function createRestApis(stack: ResolvedStack, { lambda }: RestApiServices): ApiGateway[] {
  const services = { lambda, usage: new Usage() };
  return stack
    .ofType("aws_api_gateway_rest_api")
    .filter((api) => hasStage(stack, api))
    .map((api) => new RestApiGateway(readServedApi(stack, api), services));
}

/** Without a stage no request reaches an API, on AWS as here. */
function hasStage(stack: ResolvedStack, api: ResolvedResource): boolean {
  return stack
    .ofType("aws_api_gateway_stage")
    .some((stage) => stage.string("rest_api_id") === api.string("id"));
}
