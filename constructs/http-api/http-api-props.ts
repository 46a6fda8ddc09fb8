import type { AuthorizationType } from "../api-gateway";
import type { HttpRouteAuthorizer } from "./authorizer";
import type { CorsPreflightOptions } from "./cors";
import type { HttpStageOptions } from "./stage";

/**
 * Props of `HttpApi`. The props of a stage apply to the default stage. All but `stageVariables` and
 * `stageDescription` are also the defaults of further stages.
 */
export interface HttpApiProps extends HttpStageOptions {
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
   * Cross-origin requests that browsers may send.
   * @default none
   */
  readonly corsPreflight?: CorsPreflightOptions;
  /**
   * Who may call a route that has no authorizer or authorization type of its own. A public route
   * then needs `new HttpNoneAuthorizer()`.
   * @default everyone
   */
  readonly defaultAuthorizer?: HttpRouteAuthorizer;
  /**
   * Scopes for the routes of a JWT `defaultAuthorizer`: a token must have one of them. A route's own
   * scopes replace them. Up to 10, of up to 64 characters.
   * @default none: every token of the issuer and audience is admitted
   */
  readonly defaultAuthorizationScopes?: readonly string[];
  /**
   * Whether only custom domains reach the API. Reading `url` is then an error.
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;
  /**
   * Whether to create the stage `$default`, which is served at the root of the endpoint.
   * @default true
   */
  readonly createDefaultStage?: boolean;
}

/** Options of a route. */
export interface HttpRouteOptions {
  /**
   * Who may call the route.
   * @default the API's `defaultAuthorizer`, or everyone if it has none
   */
  readonly authorizer?: HttpRouteAuthorizer;
  /**
   * Short for `new HttpNoneAuthorizer()` or `new HttpIamAuthorizer()`. Not together with `authorizer`.
   * @default that of the authorizer
   */
  readonly authorizationType?: AuthorizationType;
  /**
   * Scopes of which a token must have one, for a route with a JWT authorizer. Up to 10, of up to 64
   * characters; `[]` for none.
   * @default the API's `defaultAuthorizationScopes` with its `defaultAuthorizer`, otherwise none
   */
  readonly authorizationScopes?: readonly string[];
  /**
   * The operation's name, up to 64 characters, for documentation and exports.
   * @default none
   */
  readonly operationName?: string;
}
