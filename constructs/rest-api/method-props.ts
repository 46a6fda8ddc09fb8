import { Model } from "./model";

/** A response that a method may give. */
export interface MethodResponse {
  /** "100" to "599". */
  readonly statusCode: string;
  /** Models of the body by content type. */
  readonly models?: Readonly<Record<string, Model>>;
  /** Headers that the integration may set: `method.response.header.Name`, and whether required. */
  readonly responseParameters?: Readonly<Record<string, boolean>>;
}

/** Options of a method. */
export interface MethodOptions {
  /** The method's name in generated SDKs; one of a name in an API. */
  readonly operationName?: string;
  /** @default false */
  readonly apiKeyRequired?: boolean;
  /**
   * Parameters, and whether required: `method.request.querystring.x`, `.header.x` or `.path.x`.
   * @default those of the path
   */
  readonly requestParameters?: Readonly<Record<string, boolean>>;
  /** Models of the request's body by content type. */
  readonly requestModels?: Readonly<Record<string, Model>>;
  /**
   * What is refused with 400 before the integration.
   * @default nothing
   */
  readonly requestValidation?: "body" | "parameters" | "all";
  /** @default a response for each status code of the integration's responses */
  readonly methodResponses?: readonly MethodResponse[];
}
