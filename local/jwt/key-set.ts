import type { CompactJWSHeaderParameters, JSONWebKeySet, KeyLike, createLocalJWKSet } from "jose";
import { loadJose } from "./load-jose";

/** What signatures are verified with. */
export interface SigningKeys {
  /** The same object each time; undefined unless exactly one key fits the header. */
  keyFor(header: CompactJWSHeaderParameters): Promise<KeyLike | undefined>;
}

/** The public keys of an issuer. */
export class KeySet implements SigningKeys {
  private readonly find: ReturnType<typeof createLocalJWKSet>;

  /** @throws Error if it isn't a JSON Web Key Set */
  constructor(jwks: unknown) {
    this.find = loadJose().createLocalJWKSet(jwks as JSONWebKeySet);
  }

  async keyFor(header: CompactJWSHeaderParameters): Promise<KeyLike | undefined> {
    try {
      return await this.find(header);
    } catch {
      return undefined;
    }
  }
}
