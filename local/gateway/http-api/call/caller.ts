/** Who calls, as the authorizer of the route found. */
export type Caller = Anyone | JwtCaller | LambdaCaller | IamCaller;

/** The route has no authorizer. */
export interface Anyone {
  readonly kind: "anyone";
}

export interface JwtCaller {
  readonly kind: "jwt";
  readonly claims: Readonly<Record<string, string>>;
  /** The scopes of the token; null if the route needs none. */
  readonly scopes: readonly string[] | null;
}

export interface LambdaCaller {
  readonly kind: "lambda";
  /** Undefined for a simple response. */
  readonly principalId: string | undefined;
  readonly context: Readonly<Record<string, unknown>>;
}

/** The identity that signed the request. */
export interface IamCaller {
  readonly kind: "iam";
  readonly accessKey: string;
  readonly accountId: string;
  readonly userArn: string;
  readonly userId: string;
  /** Whether the account is in an organization. */
  readonly principalOrgId: string | null;
}
