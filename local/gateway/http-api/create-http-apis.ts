import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { HttpApiGateway } from "./http-api-gateway";
import { readHttpApi } from "./read/http-api";

/** @throws Error that names the address of what can't be served as on AWS */
export function createHttpApis(
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  services: GatewayServices,
): ApiGateway[] {
  return apis.map((api) => new HttpApiGateway(readHttpApi(stack, api), services));
}
