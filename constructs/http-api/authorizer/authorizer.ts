import type { Apigatewayv2AuthorizerConfig } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { IntegratingApi } from "../../api-gateway";
import { kind } from "../../core/props";
import type { IFunction } from "../../lambda";

/**
 * Who may call a route of an HTTP API. A new kind of authorizer is a new class with this method. One
 * object may guard many routes of many APIs.
 */
export interface HttpRouteAuthorizer {
  /** The kind of API that the authorizer is for. */
  readonly authorizerOf: "HTTP";
  /**
   * Returns the route's authorization type, and the attributes of the authorizer if it is a resource.
   * @throws if AWS would refuse a setting
   */
  bind(api: IntegratingApi): HttpRouteAuthorizerConfig;
}

/** What a route is guarded by. */
export type HttpRouteAuthorizerConfig = BuiltInAuthorizer | AuthorizerResource;

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

/** What a route takes as its authorizer, as opposed to one of a REST API. */
export const AUTHORIZER_KIND = kind(
  'an authorizer of an HTTP API, e.g. new HttpJwtAuthorizer("https://issuer.example", { audience: ["notes"] })',
  (value) => (value as { authorizerOf?: unknown } | null)?.authorizerOf === "HTTP",
);
