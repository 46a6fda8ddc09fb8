import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";

/** SHA-256, in the form that AWS's signer asks for. */
export class Sha256 {
  private readonly hash: Hash | Hmac;

  /** @param key for HMAC; without one, a plain hash */
  constructor(key?: Buffer | string) {
    this.hash = key === undefined ? createHash("sha256") : createHmac("sha256", key);
  }

  update(data: Buffer | string): void {
    this.hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.hash.digest()));
  }

  reset(): void {
    throw new Error("AWS's signer creates a new hash instead.");
  }
}
