import type { CompactJWSHeaderParameters, KeyLike } from "jose";
import { DevKey, scopesOf, type JwtClaims, type SigningKeys } from "../../jwt";
import type { TokenIssuer } from "../../tokens/token-issuer";
import { tokenClaims } from "../../tokens/token-claims";

/** Makes tokens, and verifies them with a key that is in memory only. */
export class TestTokens implements SigningKeys {
  private key: DevKey | undefined;

  /** Claims that are given replace those that the authorizer asks for. */
  sign(issuer: TokenIssuer, claims: JwtClaims): Promise<string> {
    // It takes some time to make, and most tests need none.
    this.key ??= DevKey.inMemory();
    return this.key.sign({ ...tokenClaims(issuer, scopesOf(claims)), ...claims });
  }

  async keyFor(header: CompactJWSHeaderParameters): Promise<KeyLike | undefined> {
    return this.key?.keySet.keyFor(header);
  }
}
