/** Who may call a route. */
export type RouteAuthorizer = NoAuthorizer | JwtAuthorizer;

/** `NONE`: anyone may call. */
export interface NoAuthorizer {
  readonly kind: "none";
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

/** A value of the request that an authorizer uses: `$request.header.Authorization`. */
export interface IdentitySource {
  readonly source: "header" | "querystring" | "context" | "stageVariables";
  readonly name: string;
}
