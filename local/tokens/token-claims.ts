import type { JwtClaims } from "../jwt";
import type { TokenIssuer } from "./token-issuer";

const SECONDS = 3600;

/**
 * The claims of a token that is valid for an hour. A token of a user pool is an access token if it
 * has scopes, and an ID token otherwise.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export function tokenClaims(from: TokenIssuer, scopes: readonly string[]): JwtClaims {
  const { issuer, audience, isUserPool } = from;
  const now = Math.floor(Date.now() / 1000);
  const isAccessToken = isUserPool && scopes.length > 0;
  return {
    iss: issuer,
    ...(audience !== undefined && { [isAccessToken ? "client_id" : "aud"]: audience }),
    ...(isUserPool && { token_use: isAccessToken ? "access" : "id" }),
    sub: "dev",
    iat: now,
    exp: now + SECONDS,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  };
}
