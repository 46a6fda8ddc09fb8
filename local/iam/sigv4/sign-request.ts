import type * as signature from "@smithy/signature-v4";
import { Sha256 } from "./sha256";
import { queryPairs } from "./signed-request";

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

/** The headers of a request with its signature, version 4, which AWS's own signer makes. */
export async function signRequest(
  { method, url, headers, body }: UnsignedRequest,
  { service, region }: SigningScope,
  credentials: SigningCredentials,
): Promise<Record<string, string>> {
  const { SignatureV4 } = loadSigner();
  const signer = new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256 as never,
    // Amazon S3 alone signs paths as they are sent.
    uriEscapePath: service !== "s3",
  });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url),
    headers: { ...headers, host: url.host },
    body,
  });
  return signed.headers;
}

function queryOf({ search }: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of queryPairs(search.slice(1))) {
    query[name] = [...(query[name] ?? []), value];
  }
  return query;
}

/** Only when it is needed: most stacks call no service. */
function loadSigner(): typeof signature {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("@smithy/signature-v4") as typeof signature;
}
