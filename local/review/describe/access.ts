/** Who may call a route. */
export interface Access {
  readonly authorization: Authorization;
  readonly isApiKeyRequired: boolean;
  /** What else guards the whole API: `resource policy`, `private endpoint`. */
  readonly guards: readonly string[];
}

export type Authorization =
  | { readonly kind: "none" }
  | { readonly kind: "IAM" }
  | JwtAuthorization
  | LambdaAuthorization
  | CognitoAuthorization
  /** Something that the review doesn't know. It never counts as public. */
  | { readonly kind: "other"; readonly name: string };

/** Of a route whose authorization only an apply knows. */
export const UNKNOWN_ACCESS: Access = {
  authorization: { kind: "other", name: "unknown" },
  isApiKeyRequired: false,
  guards: [],
};

export interface JwtAuthorization {
  readonly kind: "JWT";
  readonly issuer: string;
  readonly audience: readonly string[];
  /** A token needs one of them; any token will do if there are none. */
  readonly scopes: readonly string[];
}

export interface LambdaAuthorization {
  readonly kind: "Lambda authorizer";
  /** The function's name. */
  readonly target: string;
  readonly identitySources: readonly string[];
}

export interface CognitoAuthorization {
  readonly kind: "Cognito";
  readonly userPools: readonly string[];
  /** An access token needs one of them; an ID token will do if there are none. */
  readonly scopes: readonly string[];
}

/** Whether anybody can call the route. */
export function isPublic({ authorization, isApiKeyRequired, guards }: Access): boolean {
  return authorization.kind === "none" && !isApiKeyRequired && guards.length === 0;
}

/**
 * `public`, `API key`, `IAM`, `JWT https://issuer (read, write)`.
 * @param shown what a function is called. @default its name on AWS
 */
export function accessText(
  { authorization, isApiKeyRequired, guards }: Access,
  shown = (functionName: string) => functionName,
): string {
  const parts = [
    ...(authorization.kind === "none" ? [] : [authorizationText(authorization, shown)]),
    ...(isApiKeyRequired ? ["API key"] : []),
    ...guards,
  ];
  return parts.join(", ") || "public";
}

function authorizationText(
  authorization: Exclude<Authorization, { kind: "none" }>,
  shown: (functionName: string) => string,
): string {
  switch (authorization.kind) {
    case "IAM":
      return "IAM";
    case "JWT":
      return withScopes(`JWT ${authorization.issuer}`, authorization.scopes);
    case "Lambda authorizer":
      return `Lambda authorizer ${shown(authorization.target)}`;
    case "Cognito":
      return withScopes(`Cognito ${authorization.userPools.join(", ")}`, authorization.scopes);
    case "other":
      return authorization.name;
  }
}

function withScopes(text: string, scopes: readonly string[]): string {
  return scopes.length === 0 ? text : `${text} (${scopes.join(", ")})`;
}
