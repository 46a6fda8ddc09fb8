import type { LambdaService } from "../../lambda/lambda-service";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { ApiGateway } from "../gateway";
import { refuse } from "../common/definition-error";
import { HttpApiGateway } from "./http-api-gateway";
import { readHttpApi } from "./model";

/**
 * The HTTP APIs of a stack, ready to serve.
 * @throws Error that names the address of what can't be served as AWS would
 */
export function createHttpApis(
  stack: ResolvedStack,
  { lambda }: { readonly lambda: LambdaService },
): ApiGateway[] {
  return stack.ofType("aws_apigatewayv2_api").map((api) => {
    refuseOtherProtocols(api);
    return new HttpApiGateway(readHttpApi(stack, api), lambda);
  });
}

function refuseOtherProtocols(api: ResolvedResource): void {
  const protocol = api.string("protocol_type") ?? "";
  if (protocol !== "HTTP")
    refuse(api.address, "protocol_type", protocol, "Only HTTP is served so far.");
}
