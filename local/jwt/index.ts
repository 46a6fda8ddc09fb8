export type { JwtExpectation } from "./check-claims";
export { DevKey, devKeyFile } from "./dev-key";
export { scopesOf, type JwtClaims } from "./claims";
export { isTrustworthy } from "./issuer-url";
export { readKeySet } from "./jwks-file";
export type { JwtFailure, JwtFailureKind } from "./jwt-failure";
export { JwtVerifier, type VerifiedJwt } from "./jwt-verifier";
export { KeySet, type SigningKeys } from "./key-set";
export type { FetchJson } from "./remote-keys";
