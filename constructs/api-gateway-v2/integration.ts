import type { Apigatewayv2IntegrationConfig } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** What a route hands its requests to. A new kind is a new object with this method. */
export interface HttpRouteIntegration {
  /**
   * Tells an API what to make, and makes in it what only this kind needs. Called once an API.
   * @throws if a setting can't be right
   */
  bind(api: IntegratingApi): HttpRouteIntegrationConfig;
}

/** What an integration may know of the API that it is bound to. */
export interface IntegratingApi extends Construct {
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
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
