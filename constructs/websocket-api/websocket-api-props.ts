import type { WebSocketApiKeySelectionExpression } from "./api-key-selection-expression";
import type { WebSocketRouteAuthorizer } from "./authorizer";
import type { WebSocketRouteIntegration } from "./integration";
import type { ValidationOptions } from "./model/request-models";
import type { WebSocketStageOptions } from "./stage-props";

/**
 * Props of `WebSocketApi`. The props of a stage apply to the stage of `stageName`. All but
 * `stageVariables` and `stageDescription` are also the defaults of further stages.
 */
export interface WebSocketApiProps extends WebSocketStageOptions {
  /** Name of the first stage, with which the paths of its URLs begin; see `addStage`. */
  readonly stageName: string;
  /**
   * Up to 128 characters. API Gateway doesn't need it to be unique.
   * @default the app, the environment and the construct's path
   */
  readonly apiName?: string;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * What of a message is compared with the route keys, e.g. `$request.body.type` or
   * `${request.body.kind}/${request.body.name}`.
   * @default "$request.body.action"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
   */
  readonly routeSelectionExpression?: string;
  /**
   * Where the API key of a new connection is read, if `$connect` has `apiKeyRequired`.
   * @default WebSocketApiKeySelectionExpression.HEADER_X_API_KEY
   */
  readonly apiKeySelectionExpression?: WebSocketApiKeySelectionExpression;
  /**
   * Whether only custom domains reach the API. Reading `url` is then an error.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * The route of new connections. A response with a status other than 2XX refuses the connection.
   * @default none: every client may connect
   */
  readonly connectRouteOptions?: WebSocketRouteOptions;
  /**
   * The route of ended connections. API Gateway delivers these events at its best effort.
   * @default none
   */
  readonly disconnectRouteOptions?: WebSocketRouteOptions;
  /**
   * The route of messages that no other route has.
   * @default none: such messages get the error `Forbidden`
   */
  readonly defaultRouteOptions?: WebSocketRouteOptions;
}

/** Options of a route. */
export interface WebSocketRouteOptions extends ValidationOptions {
  /** What the route passes its messages to. */
  readonly integration: WebSocketRouteIntegration;
  /**
   * Whether the client gets the integration's response: the `body` that a function returns.
   * @default false
   */
  readonly returnResponse?: boolean;
  /**
   * Who may connect. Only on `$connect`: API Gateway authorizes connections, not messages.
   * @default everyone
   */
  readonly authorizer?: WebSocketRouteAuthorizer;
  /**
   * Whether a client needs an API key to connect: one of a `UsagePlan` of the stage. Only on `$connect`.
   * @default false
   */
  readonly apiKeyRequired?: boolean;
  /**
   * The operation's name, up to 64 characters, for documentation and exports.
   * @default none
   */
  readonly operationName?: string;
}
