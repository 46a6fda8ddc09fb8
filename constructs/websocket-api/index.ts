export { WebSocketApiKeySelectionExpression } from "./api-key-selection-expression";
export * from "./authorizer";
export * from "./integration";
export * from "./model";
export type { WebSocketStage } from "./stage";
export type { WebSocketRouteSettings, WebSocketStageOptions } from "./stage-props";
export { WebSocketApi } from "./websocket-api";
export type { WebSocketApiProps, WebSocketRouteOptions } from "./websocket-api-props";
