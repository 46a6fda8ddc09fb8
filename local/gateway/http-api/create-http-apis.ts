import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { ApiGateway } from "../gateway";
import { refuse } from "../common/refuse";
import { HttpApiGateway, type HttpApiServices } from "./http-api-gateway";
import { readHttpApi } from "./model/model";

/**
 * The HTTP APIs of a stack, ready to serve.
 * @throws Error that names the address of what can't be served as AWS would
 */
export function createHttpApis(stack: ResolvedStack, services: HttpApiServices): ApiGateway[] {
  return stack.ofType("aws_apigatewayv2_api").map((api) => {
    refuseOtherProtocols(api);
    return new HttpApiGateway(readHttpApi(stack, api), services);
  });
}

function refuseOtherProtocols(api: ResolvedResource): void {
  const protocol = api.string("protocol_type") ?? "";
  if (protocol !== "HTTP") {
    refuse(api.address, "protocol_type", protocol, "Only HTTP is served so far.");
  }
}
