/** Who may connect. */
export type RouteAuthorizer = NoAuthorizer | IamAuthorizer | LambdaAuthorizer;

/** `NONE`: anyone may connect. */
export interface NoAuthorizer {
  readonly kind: "none";
}

/** `AWS_IAM`: whoever has signed the handshake. */
export interface IamAuthorizer {
  readonly kind: "iam";
}

/**
 * `CUSTOM`: a function decides. Its result is not kept.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export interface LambdaAuthorizer {
  readonly kind: "lambda";
  /** Terraform address. */
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** Of the function; it can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
  /** A handshake that lacks one is refused. */
  readonly identitySources: readonly IdentitySource[];
}

/** A part of a handshake that identifies the caller. */
export interface IdentitySource {
  readonly location: "header" | "querystring" | "context" | "stageVariables";
  readonly name: string;
}
