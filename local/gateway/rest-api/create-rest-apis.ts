import type { LambdaService } from "../../lambda/lambda-service";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { refuse } from "../common/definition-error";
import type { ApiGateway } from "../gateway";
import { apiWithoutStage } from "./api-without-stage";
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
  refuseHiddenStages(stack);
  return stack
    .ofType("aws_api_gateway_rest_api")
    .map((api) =>
      hasStage(stack, api)
        ? new RestApiGateway(readServedApi(stack, api), services)
        : apiWithoutStage(api),
    );
}

function hasStage(stack: ResolvedStack, api: ResolvedResource): boolean {
  return stack
    .ofType("aws_api_gateway_stage")
    .some((stage) => stage.string("rest_api_id") === api.string("id"));
}

/** A deployment can make a stage that is no resource of its own, and so has no address. */
function refuseHiddenStages(stack: ResolvedStack): void {
  for (const deployment of stack.ofType("aws_api_gateway_deployment")) {
    const name = deployment.string("stage_name");
    const rule = "Make the stage an aws_api_gateway_stage: only these are served.";
    if (name) refuse(deployment.address, "stage_name", name, rule);
  }
}
