import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../../local/iam/sigv4";

/** The credentials of one user. */
export const CREDENTIALS: Credentials = new Map([
  [
    "AKIDEXAMPLE",
    {
      caller: {
        accessKey: "AKIDEXAMPLE",
        accountId: "123456789012",
        userArn: "arn:aws:iam::123456789012:user/alice",
        userId: "AIDAEXAMPLE",
        principalOrgId: "o-1",
      },
      secretKey: "secret",
      sessionToken: undefined,
    },
  ],
]);

/** SHA-256, in the form that AWS's own signer asks for. */
export class Sha256 {
  private readonly hash;
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
    throw new Error("The signer doesn't use it.");
  }
}

/** The headers of a GET request without a body that AWS's own signer has signed. */
export async function signedHeaders(
  url: string,
  region: string,
  secretAccessKey = "secret",
): Promise<Record<string, string>> {
  const { host, hostname, pathname: path } = new URL(url);
  const signer = new SignatureV4({
    service: "execute-api",
    region,
    sha256: Sha256 as never,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey },
  });
  const request = { method: "GET", protocol: "http:", hostname, path, headers: { host } };
  return (await signer.sign(request)).headers;
}
