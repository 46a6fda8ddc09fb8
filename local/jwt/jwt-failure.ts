/** What is wrong with a token, or with the keys of its issuer. */
export type JwtFailureKind =
  /** It doesn't have three parts. */
  | "segments"
  /** One of its parts can't be decoded. */
  | "malformed"
  /** It isn't signed with RS256, RS384 or RS512. */
  | "algorithm"
  /** The configuration of the issuer can't be fetched. */
  | "discovery"
  /** The keys of the issuer can't be fetched. */
  | "jwks"
  /** The issuer has no key with its `kid`. */
  | "key"
  | "signature"
  | "issuer"
  | "audience"
  | "expired"
  /** Its `nbf` is in the future. */
  | "not yet valid"
  /** Its `iat` is in the future. */
  | "issued later";

/** Why a token is refused. */
export class JwtFailure extends Error {
  /** @param reason for the log: it quotes names and times, never the token */
  constructor(
    readonly kind: JwtFailureKind,
    readonly reason: string,
  ) {
    super(reason);
  }
}
