import { createHash, createHmac } from "node:crypto";

export const ALGORITHM = "AWS4-HMAC-SHA256";

/** What a signature is valid for, and the key that it is made with. */
export interface SigningKey {
  /** `20260131T120000Z` */
  readonly date: string;
  readonly region: string;
  /** `execute-api` */
  readonly service: string;
  readonly secretKey: string;
}

/** What is signed, and its signature. */
export interface CalculatedSignature {
  readonly toSign: string;
  readonly signature: string;
}

/** `20260131/us-east-1/execute-api/aws4_request` */
export function credentialScope(key: Omit<SigningKey, "secretKey">): string {
  return scopeOf(key).join("/");
}

/**
 * The signature of a canonical request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature
 */
export function calculateSignature(canonical: string, key: SigningKey): CalculatedSignature {
  const hash = createHash("sha256").update(canonical).digest("hex");
  const toSign = [ALGORITHM, key.date, credentialScope(key), hash].join("\n");
  const derived = scopeOf(key).reduce(hmac, Buffer.from(`AWS4${key.secretKey}`));
  return { toSign, signature: hmac(derived, toSign).toString("hex") };
}

function scopeOf({ date, region, service }: Omit<SigningKey, "secretKey">): string[] {
  return [date.slice(0, 8), region, service, "aws4_request"];
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
