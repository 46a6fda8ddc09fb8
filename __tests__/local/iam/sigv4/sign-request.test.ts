import { SignatureV4 } from "@smithy/signature-v4";
import * as fc from "fast-check";
import { verifySignature } from "../../../../local/iam/sigv4";
import { signRequest } from "../../../../local/iam/sigv4/sign-request";
import { queryPairs } from "../../../../local/iam/sigv4/signed-request";
import { Sha256 } from "../../support/sha256";
import { CREDENTIALS } from "../../support/signed-headers";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const NOW = new Date("2026-01-31T12:00:00.123Z");

interface Request {
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  readonly service?: string;
  readonly sessionToken?: string;
}

function signed({ url, headers = {}, body = "", service = "execute-api", sessionToken }: Request) {
  const unsigned = { method: "POST", url: new URL(url), headers, body };
  return signRequest(unsigned, { service, region: "eu-west-1" }, { ...KEYS, sessionToken }, NOW);
}

/** The same by AWS's own signer. */
async function signedByAws(request: Request): Promise<Record<string, string>> {
  const { headers = {}, body = "", service = "execute-api", sessionToken } = request;
  const url = new URL(request.url);
  const query = new Map<string, string[]>();
  for (const [name, value] of queryPairs(url.search.slice(1))) {
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  const signer = new SignatureV4({
    service,
    region: "eu-west-1",
    credentials: { ...KEYS, ...(sessionToken !== undefined && { sessionToken }) },
    sha256: Sha256 as never,
    uriEscapePath: service !== "s3",
  });
  const { protocol, hostname, pathname: path } = url;
  const target = { method: "POST", protocol, hostname, path, query: Object.fromEntries(query) };
  const all = { ...headers, host: url.host };
  return (await signer.sign({ ...target, headers: all, body }, { signingDate: NOW })).headers;
}

test.each<[string, Request]>([
  ["a plain request", { url: "http://127.0.0.1:5000/", body: "{}" }],
  ["a query with encoded characters", { url: "http://127.0.0.1/?b=b%20c&a=%2F&a=%21&d" }],
  ["a path with encoded characters", { url: "http://127.0.0.1/a%20b//c/d+e/" }],
  ["a path of Amazon S3", { url: "http://127.0.0.1/b/a%20b//c/", service: "s3" }],
  ["a binary body", { url: "http://127.0.0.1/", body: Buffer.from([0, 255, 1]) }],
  ["a session token", { url: "http://127.0.0.1/", sessionToken: "token" }],
  [
    "headers with spaces, and some that proxies change",
    {
      url: "http://127.0.0.1/",
      headers: { "x-b": "  a   b ", "x-a": "1", "user-agent": "a", "proxy-a": "b", te: "c" },
    },
  ],
])("%s gets the headers that AWS's own signer makes", async (_, request) => {
  expect(signed(request)).toEqual(await signedByAws(request));
});

test("any path and query get the signature of AWS's own signer", async () => {
  // AWS's own signer loses a parameter with this name: it sets it as a property of an object.
  const names = fc
    .string({ unit: "grapheme-ascii", minLength: 1 })
    .filter((name) => name !== "__proto__");
  const parts = fc.array(fc.string({ unit: "grapheme" }).map(encodeURIComponent));
  const queries = fc.array(fc.tuple(names, fc.string({ unit: "grapheme" })));
  const request = fc.record({
    url: fc
      .tuple(parts, queries)
      .map(
        ([path, query]) =>
          `http://127.0.0.1/${path.join("/")}?${query.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`,
      ),
    service: fc.constantFrom("sqs", "s3"),
    body: fc.string(),
  });

  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      expect(signed(one)).toEqual(await signedByAws(one));
    }),
  );
});

test("the runner's verification accepts the signature", () => {
  const url = "http://127.0.0.1/a%20b?a=%2F";

  const headers = Object.entries(signed({ url, body: "x" }));

  const request = { method: "POST", path: "/a%20b", query: "a=%2F", body: Buffer.from("x") };
  const options = { credentials: CREDENTIALS, region: "eu-west-1", now: NOW };
  expect(verifySignature({ ...request, headers }, options)).toMatchObject({
    accessKey: "AKIDEXAMPLE",
  });
});
