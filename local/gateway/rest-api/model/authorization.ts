/**
 * Who may call a method, as far as that is up to its authorization.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export type Authorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | { readonly type: "CUSTOM"; readonly authorizer: LambdaAuthorizer }
  | {
      readonly type: "COGNITO_USER_POOLS";
      readonly authorizer: UserPoolsAuthorizer;
      /** The access token needs one of them. Without any, only ID tokens are accepted. */
      readonly scopes: readonly string[];
    };

export type AuthorizationType = Authorization["type"];

interface AuthorizerBase {
  /** Where it is defined, for messages. */
  readonly address: string;
  readonly id: string;
  readonly name: string;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html */
export interface LambdaAuthorizer extends AuthorizerBase {
  readonly type: "TOKEN" | "REQUEST";
  /** Of the function; it can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** The role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
  /** A request that lacks one is refused. A TOKEN authorizer has exactly one, a header. */
  readonly identitySources: readonly IdentitySource[];
  /** A regular expression for the whole token. */
  readonly validationExpression: string | undefined;
  /** How long a decision is kept; 0: it isn't. */
  readonly ttlSeconds: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export interface UserPoolsAuthorizer extends AuthorizerBase {
  readonly type: "COGNITO_USER_POOLS";
  /** The header with the token. */
  readonly identitySource: IdentitySource;
  /** The issuers of the pools. */
  readonly issuers: readonly string[];
}

export type Authorizer = LambdaAuthorizer | UserPoolsAuthorizer;

/** A part of a request that identifies the caller. */
export interface IdentitySource {
  readonly location: "header" | "querystring" | "stageVariables" | "context";
  readonly name: string;
}
