import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { FunctionCallers } from "../common/permissions/function-callers";
import { KeyUsage } from "../common/usage-plans/key-usage";
import { gatewayOrUnservable } from "../common/unservable/unservable-api";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { readWebSocketApi } from "./read/web-socket-api";
import { WebSocketApiGateway } from "./web-socket-api-gateway";

export function createWebSocketApis(
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  services: GatewayServices,
): ApiGateway[] {
  const callers = new FunctionCallers(stack, services);
  const usage = new KeyUsage();
  return apis.map((api) =>
    gatewayOrUnservable(
      { stack, api, idAttribute: "api_id" },
      services.log,
      () => new WebSocketApiGateway(readWebSocketApi(stack, api), services, callers, usage),
    ),
  );
}
