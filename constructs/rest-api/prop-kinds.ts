import { FORMAT_KIND } from "../api-gateway";
import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  kind,
  listOf,
  mapOf,
  number,
  object,
  objectWith,
  required,
  string,
  strings,
} from "../core/props";
import { AUTHORIZER_KIND } from "./authorizer/authorizer";
import type { GatewayResponseProps } from "./gateway-response";
import type { MethodOptions, MethodResponse } from "./method/method-props";
import type { ModelProps } from "./method/model";
import { PolicyDocument } from "./policy";
import type { RestApiProps } from "./rest-api-props";
import type { StageOptions } from "./stage-props";
import { TEMPLATES_KIND } from "../api-gateway/template";

/** The types of the options of a stage. */
export const STAGE_KINDS: Kinds<StageOptions> = {
  stageDescription: string,
  stageVariables: mapOf(string),
  cacheClusterSize: string,
  cachingEnabled: boolean,
  cacheTtl: checkedElsewhere,
  methodOptions: object,
  clientCertificate: objectWith("a client certificate", "clientCertificateId"),
  canary: object,
  tracing: boolean,
  throttle: object,
  loggingLevel: string,
  accessLogs: boolean,
  accessLogFormat: FORMAT_KIND,
  logRetention: checkedElsewhere,
  logKmsKeyArn: string,
};

const POLICY_KIND = kind(
  "a PolicyDocument, or a policy as JSON",
  (value) => typeof value === "string" || value instanceof PolicyDocument,
);

/** The types of the props of `RestApi`. */
export const API_KINDS: Kinds<RestApiProps> = {
  ...STAGE_KINDS,
  restApiName: string,
  description: string,
  apiKeySourceType: string,
  defaultAuthorizer: AUTHORIZER_KIND,
  defaultAuthorizationScopes: listOf(string),
  endpointType: string,
  vpcEndpointIds: strings,
  policy: POLICY_KIND,
  stageName: required(string),
  binaryMediaTypes: strings,
  minimumCompressionSize: number,
  disableExecuteApiEndpoint: boolean,
  failOnWarnings: boolean,
};

const MODEL_KIND = objectWith(
  "a model, e.g. the one that api.addModel() returned",
  "modelName",
  "schema",
);

/** The types of the props of a model. */
export const MODEL_KINDS: Kinds<ModelProps> = {
  contentType: string,
  schema: required(object),
};

/** The types of the props of a method response. */
export const METHOD_RESPONSE_KINDS: Kinds<MethodResponse> = {
  statusCode: required(string),
  models: mapOf(MODEL_KIND),
  responseParameters: mapOf(boolean),
};

/** The types of the options of a method. */
export const METHOD_KINDS: Kinds<MethodOptions> = {
  operationName: string,
  authorizer: AUTHORIZER_KIND,
  authorizationType: string,
  authorizationScopes: listOf(string),
  apiKeyRequired: boolean,
  requestParameters: mapOf(boolean),
  cacheKeyParameters: listOf(string),
  requestModels: mapOf(MODEL_KIND),
  requestValidation: string,
  methodResponses: listOf(object),
};

/** The types of the props of a gateway response. */
export const GATEWAY_RESPONSE_KINDS: Kinds<GatewayResponseProps> = {
  statusCode: string,
  responseParameters: mapOf(string),
  templates: TEMPLATES_KIND,
};

/** What `addMethod` takes, as opposed to a function or an integration of an HTTP API. */
export const INTEGRATION_KIND = required(
  kind(
    "an integration of a REST API, e.g. new LambdaIntegration(fn)",
    (value) => (value as { apiType?: unknown } | null)?.apiType === "REST",
  ),
);
