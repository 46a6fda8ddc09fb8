import {
  createLocalJWKSet,
  type CompactJWSHeaderParameters,
  type KeyLike,
  type JSONWebKeySet,
} from "jose";

/** The public keys of an issuer. */
export class KeySet {
  private readonly find: ReturnType<typeof createLocalJWKSet>;

  /** @throws Error if it isn't a JSON Web Key Set */
  constructor(jwks: unknown) {
    this.find = createLocalJWKSet(jwks as JSONWebKeySet);
  }

  /** The same object each time; undefined unless exactly one key fits the header. */
  async keyFor(header: CompactJWSHeaderParameters): Promise<KeyLike | undefined> {
    try {
      return await this.find(header);
    } catch {
      return undefined;
    }
  }
}
