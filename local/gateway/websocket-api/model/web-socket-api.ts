import type { Stage } from "../../common/api-v2/stage";
import type { ApiKeys } from "./api-keys";
import type { RouteAuthorizer } from "./authorizer";
import type { MessageValidation } from "../validation/message-validation";
import type { RouteIntegration } from "./integration";
import type { SelectionExpression } from "./selection-expression";

/** The routes that API Gateway itself calls, when a connection begins and when it has ended. */
export const CONNECT = "$connect";
export const DISCONNECT = "$disconnect";

/** A WebSocket API as its stages serve it. */
export interface WebSocketApi {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly id: string;
  /** ARN that the ARNs of its routes begin with. */
  readonly executionArn: string;
  /** True: only requests to a custom domain reach it. */
  readonly isEndpointDisabled: boolean;
  /** Yields the key of a message's route. */
  readonly routeSelection: SelectionExpression;
  readonly routes: readonly (WebSocketRoute | UnservableRoute)[];
  readonly stages: readonly Stage[];
  readonly apiKeys: ApiKeys;
  readonly warnings: readonly string[];
}

interface BaseRoute {
  /** Terraform address. */
  readonly address: string;
  /** `$connect`, `$disconnect`, `$default` or the value that selects it. */
  readonly key: string;
  /** Who may connect: `public`, `IAM` or the authorizer's name. Empty for all other routes. */
  readonly access: string;
}

export interface WebSocketRoute extends BaseRoute {
  readonly integration: RouteIntegration;
  readonly authorizer: RouteAuthorizer;
  /** Whether clients need an API key to connect: only `$connect` is checked. */
  readonly isApiKeyRequired: boolean;
  /** Whether it has a route response: only then the client gets the integration's response. */
  readonly isTwoWay: boolean;
  /** Undefined: messages aren't checked. */
  readonly validation: MessageValidation | undefined;
  readonly unservable?: undefined;
}

/** A route that can't be served as on AWS. */
export interface UnservableRoute extends BaseRoute {
  /** The integration, as the log and the table of routes show it. */
  readonly target: string;
  /** Why it can't be served. */
  readonly unservable: string;
}
