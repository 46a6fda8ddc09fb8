import type { Apigatewayv2IntegrationConfig } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { ITerraformDependable } from "cdktf";
import type { IntegratingApi } from "../api-gateway";

/** What a route of an HTTP or WebSocket API passes its requests to. */
export interface RouteIntegration<Config extends RouteIntegrationConfig = RouteIntegrationConfig> {
  /**
   * Creates in the API what only this kind needs, and returns the integration's attributes. Called
   * once for each API.
   * @throws if AWS would refuse a setting
   */
  bind(api: IntegratingApi): Config;
}

/** An integration's id, attributes and dependencies. */
export interface RouteIntegrationConfig {
  /**
   * The construct id. Integrations with the same id are one resource.
   */
  readonly id: string;
  /** The attributes of `aws_apigatewayv2_integration`. */
  readonly attributes: Omit<Apigatewayv2IntegrationConfig, "apiId" | "dependsOn" | "lifecycle">;
  /** What the integration depends on, e.g. the permission to invoke. */
  readonly dependsOn: readonly ITerraformDependable[];
}
