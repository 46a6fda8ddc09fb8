/**
 * The responses of API Gateway itself: status, error type and message by response type.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const TYPES = {
  ACCESS_DENIED: [
    403,
    "AccessDeniedException",
    "User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action",
  ],
  API_CONFIGURATION_ERROR: [500, "InternalServerErrorException", "Internal server error"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, "AuthorizerConfigurationException", null],
  AUTHORIZER_FAILURE: [500, "AuthorizerFailureException", null],
  BAD_REQUEST_BODY: [400, "BadRequestException", "Invalid request body"],
  BAD_REQUEST_PARAMETERS: [400, "BadRequestException", "Invalid request parameters"],
  INTEGRATION_FAILURE: [504, "InternalServerErrorException", "Internal server error"],
  INTEGRATION_TIMEOUT: [504, "InternalServerErrorException", "Endpoint request timed out"],
  INVALID_API_KEY: [403, "ForbiddenException", "Forbidden"],
  INVALID_SIGNATURE: [403, "InvalidSignatureException", "Invalid signature"],
  MISSING_AUTHENTICATION_TOKEN: [
    403,
    "MissingAuthenticationTokenException",
    "Missing Authentication Token",
  ],
  QUOTA_EXCEEDED: [429, "LimitExceededException", "Limit Exceeded"],
  THROTTLED: [429, "TooManyRequestsException", "Too Many Requests"],
  UNAUTHORIZED: [401, "UnauthorizedException", "Unauthorized"],
  UNSUPPORTED_MEDIA_TYPE: [415, "UnsupportedMediaTypeException", "Unsupported Media Type"],
} as const;

export type GatewayErrorType = keyof typeof TYPES;

interface Details {
  readonly status?: number;
  readonly errorType?: string;
  readonly message?: string;
  /** Why a body is invalid, for customized responses. */
  readonly validationError?: string;
}

/** API Gateway itself responds to the request. */
export class GatewayError extends Error {
  readonly status: number;
  readonly errorType: string;
  readonly validationError: string;
  /** What the client gets as its message: AWS gives none for errors of authorizers. */
  readonly clientMessage: string | null;
  /** AWS writes errors of the integration layer with a space after the colon. */
  readonly isIntegrationError: boolean;

  /** @param reason goes to the log; the client gets the message */
  constructor(
    readonly type: GatewayErrorType,
    readonly reason: string,
    { status, errorType, message, validationError = "" }: Details = {},
  ) {
    const [defaultStatus, defaultErrorType, defaultMessage] = TYPES[type];
    super(message ?? defaultMessage ?? "");
    this.clientMessage = message ?? defaultMessage;
    this.status = status ?? defaultStatus;
    this.errorType = errorType ?? defaultErrorType;
    this.validationError = validationError;
    this.isIntegrationError = INTEGRATION_LAYER.includes(type);
  }
}

const INTEGRATION_LAYER: readonly GatewayErrorType[] = [
  "API_CONFIGURATION_ERROR",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
];

/** 500 `{"message": "Internal server error"}` */
export function configurationError(reason: string): GatewayError {
  return new GatewayError("API_CONFIGURATION_ERROR", reason);
}

/** 502 `{"message": "Internal server error"}`: the function failed, or its response is malformed. */
export function badGateway(reason: string): GatewayError {
  return new GatewayError("INTEGRATION_FAILURE", reason, { status: 502 });
}
