import type { GatewayServices } from "../../services";
import type { HttpApi, HttpRoute } from "../model/http-api";
import { httpProxy } from "./http-proxy";
import { lambdaProxy } from "./lambda-proxy";
import { service } from "./service/service";
import type { Send } from "./send";

/** The kinds of integration; another one is one more case. */
export function sendTo(
  api: HttpApi,
  { key, integration }: HttpRoute,
  services: GatewayServices,
): Send {
  switch (integration.kind) {
    case "lambda":
      return lambdaProxy(api, key, integration, services);
    case "http":
      return httpProxy(integration, services);
    case "service":
      return service(api, integration, services);
  }
}
