/** Who may call a route. */
export type RouteAuthorizer = NoAuthorizer | JwtAuthorizer | LambdaAuthorizer | IamAuthorizer;

/** `NONE`: anyone may call. */
export interface NoAuthorizer {
  readonly kind: "none";
}

/** `AWS_IAM`: callers sign their requests. */
export interface IamAuthorizer {
  readonly kind: "iam";
}

interface NamedAuthorizer {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
}

/** `JWT`, with the scopes of one route. */
export interface JwtAuthorizer extends NamedAuthorizer {
  readonly kind: "jwt";
  readonly identitySource: IdentitySource;
  readonly issuer: string;
  readonly audience: readonly string[];
  /** One of them is enough. Empty: the route needs no scope. */
  readonly scopes: readonly string[];
}

/** `CUSTOM`: a Lambda function decides. */
export interface LambdaAuthorizer extends NamedAuthorizer {
  readonly kind: "lambda";
  readonly id: string;
  /** It can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
  readonly payloadFormat: "1.0" | "2.0";
  readonly hasSimpleResponses: boolean;
  readonly identitySources: readonly IdentitySource[];
  /** 0: responses are not cached. */
  readonly ttlSeconds: number;
}

/** A value of the request that an authorizer uses: `$request.header.Authorization`. */
export interface IdentitySource {
  readonly source: "header" | "querystring" | "context" | "stageVariables";
  readonly name: string;
}
