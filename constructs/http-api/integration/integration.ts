import type { RouteIntegration } from "../../api-gateway-v2/integration";

/** What a route passes its requests to. A new kind of integration is a new class with this method. */
export interface HttpRouteIntegration extends RouteIntegration {
  /** The kind of API that the integration is for. */
  readonly apiType: "HTTP";
}
