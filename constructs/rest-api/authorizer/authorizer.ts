import type { IntegratingApi } from "../../api-gateway";
import { kind } from "../../core/props";
import type { IFunction } from "../../lambda";

/**
 * Who may call a method of a REST API. A new kind of authorizer is a new class with this method. One
 * object may guard many methods of many APIs.
 */
export interface Authorizer {
  /** The kind of API that the authorizer is for. */
  readonly authorizerOf: "REST";
  /**
   * Returns the authorizer as the API's document holds it.
   * @throws if AWS would refuse a setting
   */
  bind(api: IntegratingApi): AuthorizerConfig;
}

/** What a method is guarded by. */
export type AuthorizerConfig = BuiltInAuthorization | SchemeAuthorizer;

/** API Gateway's own authorization. */
export interface BuiltInAuthorization {
  readonly authorizationType: "AWS_IAM";
}

/** An authorizer of the API. */
export interface SchemeAuthorizer {
  readonly authorizationType: "CUSTOM" | "COGNITO_USER_POOLS";
  /** The name, unique in the API. Authorizers with the same name are one. */
  readonly name: string;
  readonly scheme: SecurityScheme;
  /** The function that the authorizer invokes, and so needs a permission for. */
  readonly invokes?: IFunction;
}

/**
 * A security scheme in an OpenAPI document.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export interface SecurityScheme {
  readonly type: "apiKey";
  /** The header or query parameter; `Unused` for other identity sources, or several. */
  readonly name: string;
  readonly in: "header" | "query";
  readonly "x-amazon-apigateway-authtype": "custom" | "cognito_user_pools";
  readonly "x-amazon-apigateway-authorizer": SchemeSettings;
}

interface SchemeSettings {
  readonly type: "token" | "request" | "cognito_user_pools";
  readonly authorizerUri?: string;
  readonly authorizerResultTtlInSeconds: number;
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  readonly providerARNs?: readonly string[];
}

/** What a method takes as its authorizer, as opposed to one of an HTTP API. */
export const AUTHORIZER_KIND = kind(
  "an authorizer of a REST API, e.g. new TokenAuthorizer(fn)",
  (value) => (value as { authorizerOf?: unknown } | null)?.authorizerOf === "REST",
);
