import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  kind,
  listOf,
  mapOf,
  number,
  object,
  required,
  string,
} from "../core/props";
import type { GatewayResponseProps } from "./gateway-response";
import type { MethodOptions } from "./method/method-props";
import type { RestApiProps } from "./rest-api-props";
import type { StageOptions } from "./stage-props";

/** The types of the options of a stage. */
export const STAGE_KINDS: Kinds<StageOptions> = {
  stageDescription: string,
  stageVariables: mapOf(string),
  tracing: boolean,
  throttle: object,
  loggingLevel: string,
  accessLogs: boolean,
  logRetention: checkedElsewhere,
  logKmsKeyArn: string,
};

/** The types of the props of `RestApi`. */
export const API_KINDS: Kinds<RestApiProps> = {
  ...STAGE_KINDS,
  restApiName: string,
  description: string,
  apiKeySourceType: string,
  endpointType: string,
  policy: string,
  stageName: required(string),
  binaryMediaTypes: listOf(string),
  minimumCompressionSize: number,
  disableExecuteApiEndpoint: boolean,
  failOnWarnings: boolean,
};

/** The types of the options of a method. */
export const METHOD_KINDS: Kinds<MethodOptions> = {
  operationName: string,
  authorizationType: string,
  apiKeyRequired: boolean,
  requestParameters: mapOf(boolean),
  requestModels: mapOf(object),
  requestValidation: string,
  methodResponses: listOf(object),
};

/** The types of the props of a gateway response. */
export const GATEWAY_RESPONSE_KINDS: Kinds<GatewayResponseProps> = {
  statusCode: string,
  responseParameters: mapOf(string),
  templates: object,
};

/** What `addMethod` takes, as opposed to a function or an integration of an HTTP API. */
export const INTEGRATION_KIND = required(
  kind(
    "an integration of a REST API, e.g. new LambdaIntegration(fn)",
    (value) => (value as { apiType?: unknown } | null)?.apiType === "REST",
  ),
);
