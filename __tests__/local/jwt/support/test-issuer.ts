import { createPublicKey, sign, type KeyObject } from "node:crypto";
import { SignJWT, type JSONWebKeySet, type JWK } from "jose";
import { rsaKey } from "../../../support/rsa-keys";

/** An issuer of tokens with a key of its own. */
export class TestIssuer {
  private readonly privateKey: KeyObject = rsaKey();
  readonly publicKey = createPublicKey(this.privateKey).export({ format: "jwk" }) as JWK;

  constructor(
    readonly url = "https://issuer.example",
    readonly kid = "key1",
  ) {}

  get jwks(): JSONWebKeySet {
    return { keys: [{ ...this.publicKey, kid: this.kid, use: "sig" }] };
  }

  /** A token of this issuer that is valid for an hour, with other claims or header where given. */
  sign(claims: object = {}, header: { alg?: string; kid?: string } = {}): Promise<string> {
    const iat = Math.floor(Date.now() / 1000) - 10;
    const usual = { iss: this.url, aud: "app", sub: "ana", iat, exp: iat + 3600 };
    return this.signExactly({ ...usual, ...claims }, header);
  }

  /** A token with just these claims. */
  signExactly(claims: object, header: { alg?: string; kid?: string } = {}): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", kid: this.kid, ...header })
      .sign(this.privateKey);
  }

  /** A token with any header and payload. @param header in Base64url */
  signRaw(header: string, payload: string, isEncoded = false): string {
    const encoded = isEncoded ? payload : Buffer.from(payload).toString("base64url");
    const signature = sign("sha256", Buffer.from(`${header}.${encoded}`), this.privateKey);
    return `${header}.${encoded}.${signature.toString("base64url")}`;
  }

  /** What the issuer publishes. */
  documents(): Record<string, unknown> {
    return {
      [`${this.url}/.well-known/openid-configuration`]: { jwks_uri: `${this.url}/keys` },
      [`${this.url}/keys`]: this.jwks,
    };
  }
}
