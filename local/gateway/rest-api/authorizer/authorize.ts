import type { ExpiringCache } from "../../common/expiring-cache";
import type { GatewayServices } from "../../services";
import type { Authorized } from "../call/authorized";
import type { RoutedCall } from "../call/call";
import type { Authorization, AuthorizationType } from "../model/authorization";
import type { RestApi, Stage } from "../model/rest-api";
import type { Decision } from "./decision";

/**
 * Decides whether a request may reach its integration.
 * @param isAllowedByPolicy whether the resource policy of the API allows the request explicitly
 * @throws GatewayError unless the decision is positive
 */
export type Authorize = (
  call: RoutedCall,
  isAllowedByPolicy: boolean,
) => Authorized | Promise<Authorized>;

export interface AuthorizeServices extends GatewayServices {
  readonly api: RestApi;
  readonly stages: readonly Stage[];
  /** The decisions that the API's Lambda authorizers have made. */
  readonly decisions: ExpiringCache<Decision>;
}

/** Prepares one kind of authorization. @throws UnservableError for what can't be served */
export type Prepare<T extends AuthorizationType> = (
  authorization: Extract<Authorization, { type: T }>,
  services: AuthorizeServices,
) => Authorize;
