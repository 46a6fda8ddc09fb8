import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import type { HttpPrivateIntegrationProps } from "./private-integration";
import { privateIntegration } from "./private-integration";

/** Passes requests to a listener of a load balancer. API Gateway makes no difference between kinds. */
export abstract class ListenerIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  /** @param listener - e.g. an `LbListener` of the AWS provider */
  constructor(
    private readonly listener: { readonly arn: string },
    private readonly props: HttpPrivateIntegrationProps,
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    return privateIntegration(api, "listener", this.listener, this.props);
  }
}
