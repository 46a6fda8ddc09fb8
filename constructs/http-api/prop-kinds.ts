import { FORMAT_KIND } from "../api-gateway";
import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  kind,
  mapOf,
  object,
  required,
  string,
  strings,
} from "../core/props";
import { AUTHORIZER_KIND } from "./authorizer/authorizer";
import type { CorsPreflightOptions } from "./cors";
import type { HttpApiProps, HttpRouteOptions } from "./http-api-props";
import type { HttpStageOptions } from "./stage";

/** The types of the options of a stage. */
export const STAGE_KINDS: Kinds<HttpStageOptions> = {
  throttle: object,
  detailedMetrics: boolean,
  accessLogs: boolean,
  accessLogFormat: FORMAT_KIND,
  accessLogRetention: checkedElsewhere,
  accessLogKmsKeyArn: string,
  stageVariables: mapOf(string),
  stageDescription: string,
};

/** The types of the props of `HttpApi`. */
export const API_KINDS: Kinds<HttpApiProps> = {
  ...STAGE_KINDS,
  apiName: string,
  description: string,
  corsPreflight: object,
  defaultAuthorizer: AUTHORIZER_KIND,
  defaultAuthorizationScopes: strings,
  disableExecuteApiEndpoint: boolean,
  createDefaultStage: boolean,
};

/** The types of the prop `corsPreflight`. */
export const CORS_KINDS: Kinds<CorsPreflightOptions> = {
  allowOrigins: required(strings),
  allowMethods: strings,
  allowHeaders: strings,
  exposeHeaders: strings,
  allowCredentials: boolean,
  maxAge: checkedElsewhere,
};

/** The types of the options of a route. */
export const ROUTE_KINDS: Kinds<HttpRouteOptions> = {
  authorizer: AUTHORIZER_KIND,
  authorizationType: string,
  authorizationScopes: strings,
  operationName: string,
};

/** What `addRoute` takes, as opposed to a function or an integration of a REST API. */
export const INTEGRATION_KIND = required(
  kind(
    "an integration of an HTTP API, e.g. new HttpLambdaIntegration(fn)",
    (value) => (value as { apiType?: unknown } | null)?.apiType === "HTTP",
  ),
);
