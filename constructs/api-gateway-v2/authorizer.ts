import type { Apigatewayv2AuthorizerConfig } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { IntegratingApi } from "../api-gateway";
import type { IFunction } from "../lambda";

/**
 * Who may call a route of an HTTP API, or connect to a WebSocket API. One object may guard many routes
 * of many APIs.
 */
export interface RouteAuthorizer {
  /**
   * Returns the route's authorization type, and the attributes of the authorizer if it is a resource.
   * @throws if AWS would refuse a setting
   */
  bind(api: IntegratingApi): RouteAuthorizerConfig;
}

/** What a route is guarded by. */
export type RouteAuthorizerConfig = BuiltInAuthorizer | AuthorizerResource;

/** API Gateway's own authorization, which needs no resource. */
export interface BuiltInAuthorizer {
  readonly authorizationType: "NONE" | "AWS_IAM";
}

/** An authorizer that is a resource of the API. */
export interface AuthorizerResource {
  readonly authorizationType: "JWT" | "CUSTOM";
  /** The construct id. Authorizers of an API with the same id are one resource. */
  readonly id: string;
  /** The attributes of `aws_apigatewayv2_authorizer`. */
  readonly attributes: Omit<Apigatewayv2AuthorizerConfig, "apiId" | "dependsOn" | "lifecycle">;
  /** The function that the authorizer invokes, and so needs a permission for. */
  readonly invokes?: IFunction;
}
