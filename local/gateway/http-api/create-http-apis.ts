import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { gatewayOrUnservable } from "../common/unservable/unservable-api";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { HttpApiGateway } from "./http-api-gateway";
import { readHttpApi } from "./read/http-api";

export function createHttpApis(
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  services: GatewayServices,
): ApiGateway[] {
  return apis.map((api) =>
    gatewayOrUnservable(
      { stack, api, idAttribute: "api_id" },
      services.log,
      () => new HttpApiGateway(readHttpApi(stack, api), services),
    ),
  );
}
