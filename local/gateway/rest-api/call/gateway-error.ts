/**
 * The ways in which API Gateway answers by itself: status, error type and message of each.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const TYPES = {
  API_CONFIGURATION_ERROR: [500, "InternalServerErrorException", "Internal server error"],
  BAD_REQUEST_BODY: [400, "BadRequestException", "Invalid request body"],
  BAD_REQUEST_PARAMETERS: [400, "BadRequestException", "Invalid request parameters"],
  INTEGRATION_FAILURE: [504, "InternalServerErrorException", "Internal server error"],
  INTEGRATION_TIMEOUT: [504, "InternalServerErrorException", "Endpoint request timed out"],
  INVALID_API_KEY: [403, "ForbiddenException", "Forbidden"],
  MISSING_AUTHENTICATION_TOKEN: [
    403,
    "MissingAuthenticationTokenException",
    "Missing Authentication Token",
  ],
  QUOTA_EXCEEDED: [429, "LimitExceededException", "Limit Exceeded"],
  THROTTLED: [429, "TooManyRequestsException", "Too Many Requests"],
  UNSUPPORTED_MEDIA_TYPE: [415, "UnsupportedMediaTypeException", "Unsupported Media Type"],
} as const;

export type GatewayErrorType = keyof typeof TYPES;

interface Details {
  readonly status?: number;
  readonly message?: string;
  /** Why a body is invalid, for customised responses. */
  readonly validationError?: string;
}

/** API Gateway itself answers the request. */
export class GatewayError extends Error {
  readonly status: number;
  readonly errorType: string;
  readonly validationError: string;
  /** Errors of the integration layer are written with a space after the colon. */
  readonly isOfIntegration: boolean;

  /** @param reason in words, for the log; the client gets the message */
  constructor(
    readonly type: GatewayErrorType,
    readonly reason: string,
    { status, message, validationError = "" }: Details = {},
  ) {
    const [defaultStatus, errorType, defaultMessage] = TYPES[type];
    super(message ?? defaultMessage);
    this.status = status ?? defaultStatus;
    this.errorType = errorType;
    this.validationError = validationError;
    this.isOfIntegration = INTEGRATION_LAYER.includes(type);
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

/** 502 `{"message": "Internal server error"}`: a Lambda proxy integration that failed or answered nonsense. */
export function badGateway(reason: string): GatewayError {
  return new GatewayError("INTEGRATION_FAILURE", reason, { status: 502 });
}
