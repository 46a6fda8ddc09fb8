import { createHash } from "node:crypto";
import { ALGORITHM, calculateSignature, credentialScope } from "./calculate-signature";
import { canonicalRequest } from "./canonical-request";

/** What a request to an AWS service is signed with. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A request that is not signed yet. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What a signature is valid for. */
export interface SigningScope {
  /** `sqs` */
  readonly service: string;
  readonly region: string;
}

/** What a client or a proxy on the way may set, as AWS's own signer lists it. */
const UNSIGNED =
  /^(authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|proxy-.*|sec-.*)$/;

/**
 * The headers of a request with its signature, version 4.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  { method, url, headers, body }: UnsignedRequest,
  { service, region }: SigningScope,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
  now = new Date(),
): Record<string, string> {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    "x-amz-date": date,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
    "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
  };
  const names = Object.keys(all)
    .filter((name) => !UNSIGNED.test(name))
    .sort();
  const canonical = canonicalRequest(
    {
      method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: Object.entries(all),
      body: Buffer.from(body),
    },
    names,
    { service },
  );
  const key = { date, region, service, secretKey: secretAccessKey };
  const { signature } = calculateSignature(canonical, key);
  const credential = `${accessKeyId}/${credentialScope(key)}`;
  const authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...all, authorization };
}
