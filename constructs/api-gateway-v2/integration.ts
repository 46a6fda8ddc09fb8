import type { Apigatewayv2IntegrationConfig } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { ITerraformDependable } from "cdktf";
import type { IntegratingApi } from "../api-gateway";

/** What a route hands its requests to. A new kind is a new object with this method. */
export interface HttpRouteIntegration {
  /** The kind of API that the integration is for. */
  readonly apiType: "HTTP";
  /**
   * Tells an API what to make, and makes in it what only this kind needs. Called once an API.
   * @throws if a setting can't be right
   */
  bind(api: IntegratingApi): HttpRouteIntegrationConfig;
}

/** The integration's Terraform attributes, and which integration it is. */
export interface HttpRouteIntegrationConfig {
  /**
   * The integration's construct id. Integrations that do the same have the same id, and become one
   * resource.
   */
  readonly id: string;
  /** What the integration is, as attributes of `aws_apigatewayv2_integration`. */
  readonly attributes: Omit<Apigatewayv2IntegrationConfig, "apiId" | "dependsOn" | "lifecycle">;
  /** What must stand before a request may come, e.g. the permission to invoke. */
  readonly after: readonly ITerraformDependable[];
}
