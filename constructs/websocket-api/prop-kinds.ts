import { FORMAT_KIND } from "../api-gateway";
import type { Kinds } from "../core/props";
import { boolean, checkedElsewhere, mapOf, object, required, string } from "../core/props";
import { AUTHORIZER_KIND } from "./authorizer/authorizer";
import { INTEGRATION_KIND } from "./integration/integration";
import type { WebSocketRouteSettings, WebSocketStageOptions } from "./stage-props";
import type { WebSocketApiProps, WebSocketRouteOptions } from "./websocket-api-props";

/** The types of the options of a stage. */
export const STAGE_KINDS: Kinds<WebSocketStageOptions> = {
  autoDeploy: boolean,
  throttle: object,
  routeSettings: mapOf(object),
  detailedMetrics: boolean,
  loggingLevel: string,
  accessLogs: boolean,
  accessLogFormat: FORMAT_KIND,
  logRetention: checkedElsewhere,
  logKmsKeyArn: string,
  stageVariables: mapOf(string),
  stageDescription: string,
};

/** The types of the settings of a route in a stage. */
export const ROUTE_SETTINGS_KINDS: Kinds<WebSocketRouteSettings> = {
  throttle: object,
  loggingLevel: string,
  detailedMetrics: boolean,
};

/** The types of the props of `WebSocketApi`. */
export const API_KINDS: Kinds<WebSocketApiProps> = {
  ...STAGE_KINDS,
  stageName: required(string),
  apiName: string,
  description: string,
  routeSelectionExpression: string,
  apiKeySelectionExpression: string,
  disableExecuteApiEndpoint: boolean,
  connectRouteOptions: object,
  disconnectRouteOptions: object,
  defaultRouteOptions: object,
};

/** The types of the options of a route. */
export const ROUTE_KINDS: Kinds<WebSocketRouteOptions> = {
  integration: INTEGRATION_KIND,
  returnResponse: boolean,
  authorizer: AUTHORIZER_KIND,
  apiKeyRequired: boolean,
  requestModels: mapOf(object),
  modelSelectionExpression: string,
  operationName: string,
};
