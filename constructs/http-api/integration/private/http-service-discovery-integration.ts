import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import type { HttpPrivateIntegrationProps } from "./private-integration";
import { privateIntegration } from "./private-integration";

/**
 * Passes requests to the instances that are registered with a service of AWS Cloud Map.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export class HttpServiceDiscoveryIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  /** @param service - e.g. a `ServiceDiscoveryService` of the AWS provider */
  constructor(
    private readonly service: { readonly arn: string },
    private readonly props: HttpPrivateIntegrationProps,
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    return privateIntegration(api, "service of Cloud Map", this.service, this.props);
  }
}
