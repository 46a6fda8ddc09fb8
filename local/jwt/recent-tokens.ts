import type { CompactJWSHeaderParameters, KeyLike } from "jose";
import type { JwtClaims } from "./claims";

/** A token whose signature a key has verified. */
export interface SignedToken {
  readonly header: CompactJWSHeaderParameters;
  readonly key: KeyLike;
  readonly claims: JwtClaims;
}

const MOST_TOKENS = 1000;

/**
 * The tokens that were verified last. Clients send a token many times, and verifying its signature
 * takes longer than the rest of a request.
 */
export class RecentTokens {
  private readonly tokens = new Map<string, SignedToken>();

  get(token: string): SignedToken | undefined {
    return this.tokens.get(token);
  }

  add(token: string, signed: SignedToken): void {
    const [oldest] = this.tokens.size < MOST_TOKENS ? [] : this.tokens.keys();
    if (oldest !== undefined) {
      this.tokens.delete(oldest);
    }
    this.tokens.set(token, signed);
  }
}
