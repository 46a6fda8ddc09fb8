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
   * `AWS_IAM` admits callers who sign their requests and may `execute-api:Invoke`; `NONE` admits
   * everyone.
   * @default "NONE"
   */
  readonly authorizationType?: "NONE" | "AWS_IAM";
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
   * Models of the request's body by content type.
   * @default none
   */
  readonly requestModels?: Readonly<Record<string, Model>>;
  /**
   * The parts of a request to validate before the integration; an invalid request gets 400.
   * @default "body" with request models, otherwise "none"
   */
  readonly requestValidation?: "body" | "parameters" | "all" | "none";
  /**
   * The responses of the method.
   * @default a response for each status code of the integration's responses, with their headers
   */
  readonly methodResponses?: readonly MethodResponse[];
}
