import { SignatureV4 } from "@smithy/signature-v4";
import { SignatureError, verifySignature, type Credentials } from "../../../../local/iam/sigv4";
import type { SignedRequest } from "../../../../local/iam/sigv4/signed-request";
import { Sha256 } from "../../support/sha256";

const NOW = new Date("2026-01-31T12:00:00Z");
const CALLER = {
  accessKey: "AKIDEXAMPLE",
  accountId: "123456789012",
  userArn: "arn:aws:iam::123456789012:user/alice",
  userId: "AIDAEXAMPLE",
  principalOrgId: null,
};

const known = (sessionToken?: string): Credentials =>
  new Map([["AKIDEXAMPLE", { caller: CALLER, secretKey: "secret", sessionToken }]]);

interface Sent {
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
}

/** A request that AWS's signer has signed. */
async function signed(sent: Sent = {}, isPresigned = false): Promise<SignedRequest> {
  const { path = "/dev/pets", query = {}, headers = {}, body = "", date = NOW } = sent;
  const { secretAccessKey = "secret", sessionToken, service = "execute-api" } = sent;
  const signer = new SignatureV4({
    service,
    region: sent.region ?? "us-east-1",
    sha256: Sha256 as never,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey, sessionToken },
  });
  const request = {
    method: "POST",
    protocol: "http:",
    hostname: "127.0.0.1",
    path,
    query,
    headers: { host: "127.0.0.1:3000", ...headers },
    body,
  };
  const options = { signingDate: date, expiresIn: 60 };
  const done = isPresigned
    ? await signer.presign(request, options)
    : await signer.sign(request, options);
  const pairs = Object.entries(done.query ?? {}).flatMap(([name, values]) =>
    [values ?? ""]
      .flat()
      .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return {
    method: "POST",
    path,
    query: pairs.join("&"),
    headers: Object.entries(done.headers),
    body: Buffer.from(body),
  };
}

function verified(request: SignedRequest, credentials: Credentials | undefined = known()) {
  return verifySignature(request, { credentials, region: "us-east-1", now: NOW });
}

function errorOf(run: () => unknown): SignatureError {
  try {
    run();
  } catch (error) {
    if (error instanceof SignatureError) {
      return error;
    }
    throw error;
  }
  throw new Error("The signature was accepted.");
}

describe("a request that AWS's signer has signed is its caller's", () => {
  test.each<[string, Sent]>([
    ["with a plain path", {}],
    ["with an encoded path", { path: "/dev/a%20b/%2Fc" }],
    ["with a path that ends with a slash", { path: "/dev/pets/" }],
    ["with repeated parameters", { query: { b: ["2", "1"], a: "x y", é: "*'()" } }],
    ["with a body", { body: '{"name":"é"}' }],
    ["with headers of several spaces", { headers: { "x-note": "  a   b " } }],
  ])("%s", async (_, sent) => {
    expect(verified(await signed(sent))).toBe(CALLER);
    expect(verified(await signed(sent.body ? {} : sent, true))).toBe(CALLER);
  });

  test("with a session token", async () => {
    const request = await signed({ sessionToken: "token" });

    expect(verified(request, known("token"))).toBe(CALLER);
    expect(errorOf(() => verified(request)).type).toBe("UnrecognizedClientException");
    expect(errorOf(() => verified(request, known("other"))).type).toBe(
      "UnrecognizedClientException",
    );
  });
});

describe("a change after the signature is found", () => {
  test.each<[string, Partial<SignedRequest>]>([
    ["of the method", { method: "DELETE" }],
    ["of the path", { path: "/dev/pets/7" }],
    ["of the query", { query: "admin=true" }],
    ["of the body", { body: Buffer.from("{}") }],
  ])("%s", async (_, change) => {
    const request = { ...(await signed()), ...change };

    const error = errorOf(() => verified(request));

    expect([error.type, error.message.split(".")[0]]).toEqual([
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided",
    ]);
  });

  test("of a signed header", async () => {
    const request = await signed({ headers: { "x-role": "reader" } });
    const headers = request.headers.map(
      ([name, value]) => [name, name === "x-role" ? "admin" : value] as const,
    );

    expect(errorOf(() => verified({ ...request, headers })).type).toBe("InvalidSignatureException");
  });
});

describe("a signature is refused", () => {
  const MINUTES = 60_000;
  test.each<[string, Sent, string]>([
    ["of another secret key", { secretAccessKey: "other" }, "doesn't match"],
    ["for another region", { region: "eu-west-1" }, "the credential scope"],
    ["for another service", { service: "s3" }, "the credential scope"],
    ["older than five minutes", { date: new Date(NOW.getTime() - 5 * MINUTES - 1000) }, "expired"],
    ["of the future", { date: new Date(NOW.getTime() + 5 * MINUTES + 1000) }, "from the future"],
  ])("%s", async (_, sent, reason) => {
    const request = await signed(sent);

    const error = errorOf(() => verified(request));

    expect(error.type).toBe("InvalidSignatureException");
    expect(error.reason).toContain(reason);
  });

  test("in a presigned URL after its time, and without a time", async () => {
    const late = await signed({ date: new Date(NOW.getTime() - 61_000) }, true);
    const endless = await signed({}, true);
    const query = endless.query.replace("X-Amz-Expires=60", "X-Amz-Expires=");

    expect(errorOf(() => verified(late)).reason).toBe("the presigned URL has expired");
    expect(errorOf(() => verified({ ...endless, query })).reason).toContain("X-Amz-Expires");
  });

  test("of an unknown access key, and of any without credentials to verify it with", async () => {
    const request = await signed();

    expect(errorOf(() => verified(request, new Map())).reason).toContain("no profile");
    const without = errorOf(() =>
      verifySignature(request, { credentials: undefined, region: "us-east-1", now: NOW }),
    );
    expect([without.type, without.reason]).toEqual([
      "UnrecognizedClientException",
      expect.stringContaining("--credentials-file FILE"),
    ]);
  });

  test("that doesn't cover the header Host", async () => {
    const request = await signed();
    const headers = request.headers.map(
      ([name, value]) => [name, value.replace("SignedHeaders=host;", "SignedHeaders=")] as const,
    );

    expect(errorOf(() => verified({ ...request, headers })).message).toContain("'Host'");
  });
});

test.each([
  [
    "without a signature",
    [],
    "MissingAuthenticationTokenException",
    "Missing Authentication Token",
  ],
  [
    "with a bearer token",
    [["Authorization", "Bearer x"]],
    "IncompleteSignatureException",
    "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'uTem/WB082UJMN2ajD6lH6UChGpTAddMJSx2iu923No='.",
  ],
  [
    "with other pairs",
    [["authorization", "Digest user=me"]],
    "IncompleteSignatureException",
    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=Digest user=me",
  ],
] as const)("a request %s is refused in AWS's words", (_, headers, type, message) => {
  const request = { method: "GET", path: "/dev/a", query: "", headers, body: Buffer.alloc(0) };

  const error = errorOf(() => verified(request));

  expect([error.type, error.message]).toEqual([type, message]);
});
