import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../../local/iam/sigv4";
import { Sha256 } from "./sha256";

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

interface Signing {
  /** @default "secret" */
  readonly secretAccessKey?: string;
  /** @default "execute-api" */
  readonly service?: string;
  /** @default "GET" */
  readonly method?: string;
  /** @default none */
  readonly body?: string;
  /** In place of those of the user. */
  readonly credentials?: ConstructorParameters<typeof SignatureV4>[0]["credentials"];
}

/** The headers of a request that AWS's own signer has signed. */
export async function signedHeaders(
  url: string,
  region: string,
  {
    secretAccessKey = "secret",
    service = "execute-api",
    method = "GET",
    body,
    credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey },
  }: Signing = {},
): Promise<Record<string, string>> {
  const { host, hostname, pathname: path, searchParams } = new URL(url);
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256 as never,
    credentials,
  });
  const query = Object.fromEntries(searchParams);
  const target = { protocol: "http:", hostname, path, query };
  return (await signer.sign({ method, ...target, headers: { host }, body })).headers;
}
