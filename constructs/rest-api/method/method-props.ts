import type { AuthorizationType } from "../../api-gateway";
import type { Authorizer } from "../authorizer";
import type { Model } from "./model";

/** A response of a method. */
export interface MethodResponse {
  /** "100" to "599". */
  readonly statusCode: string;
  /**
   * Models of the body by content type.
   * @default none
   */
  readonly models?: Readonly<Record<string, Model>>;
  /**
   * Headers that the integration may set: `method.response.header.Name`, and whether required.
   * @default none
   */
  readonly responseParameters?: Readonly<Record<string, boolean>>;
}

/** Options of a method. */
export interface MethodOptions {
  /**
   * The method's name in generated SDKs, unique in the API.
   * @default none
   */
  readonly operationName?: string;
  /**
   * Who may call the method.
   * @default the API's `defaultAuthorizer`, or everyone if it has none
   */
  readonly authorizer?: Authorizer;
  /**
   * `AuthorizationType.NONE` admits everyone; `AuthorizationType.IAM` is short for
   * `new IamAuthorizer()`. Not together with `authorizer`.
   * @default that of the authorizer
   */
  readonly authorizationType?: AuthorizationType;
  /**
   * Scopes of which an access token must have one, for a method with a `CognitoUserPoolsAuthorizer`.
   * Each has up to 64 characters; `[]` for none.
   * @default the API's `defaultAuthorizationScopes` with its `defaultAuthorizer`, otherwise none
   */
  readonly authorizationScopes?: readonly string[];
  /**
   * Whether a request needs an API key of a usage plan.
   * @default false
   */
  readonly apiKeyRequired?: boolean;
  /**
   * Parameters, and whether required: `method.request.querystring.x`, `.header.x` or `.path.x`.
   * @default those of the path
   */
  readonly requestParameters?: Readonly<Record<string, boolean>>;
  /**
   * Parameters of `requestParameters` or of the path whose values have responses of their own in the
   * stage's cache, e.g. `method.request.path.id`.
   * @default none: all requests of the method get the same cached response
   */
  readonly cacheKeyParameters?: readonly string[];
  /**
   * Models of the request's body by content type.
   * @default none
   */
  readonly requestModels?: Readonly<Record<string, Model>>;
  /**
   * The parts of a request to validate before the integration; an invalid request gets 400.
   * @default what the method declares: "body" with request models, "parameters" with a required
   * query parameter or header, "all" with both, otherwise "none"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
   */
  readonly requestValidation?: "body" | "parameters" | "all" | "none";
  /**
   * The responses of the method.
   * @default a response for each status code of the integration's responses, with their headers
   */
  readonly methodResponses?: readonly MethodResponse[];
}
