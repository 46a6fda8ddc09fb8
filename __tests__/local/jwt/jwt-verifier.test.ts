import { createHmac, createPublicKey } from "node:crypto";
import { JwtVerifier, KeySet, type JwtFailureKind } from "../../../local/jwt";
import { TestIssuer } from "./support/test-issuer";

const NOW = Date.now();
const SECONDS = Math.floor(NOW / 1000);

const issuer = new TestIssuer();

function verifier(keys = new KeySet(issuer.jwks)): JwtVerifier {
  return new JwtVerifier({
    fetchJson: (url) => Promise.reject(new Error(`${url} was fetched`)),
    keysByIssuer: new Map([[issuer.url, keys]]),
    now: () => SECONDS * 1000,
  });
}

async function failureOf(token: string): Promise<JwtFailureKind | undefined> {
  const expected = { issuer: issuer.url, audience: ["other", "app"] };
  return (await verifier().verify(token, expected)).failure?.kind;
}

test("a signed token yields its claims", async () => {
  const token = await issuer.sign({ "cognito:groups": ["a", "b"] });
  const { claims } = await verifier().verify(token, { issuer: issuer.url, audience: ["app"] });
  expect(claims).toMatchObject({ sub: "ana", "cognito:groups": ["a", "b"] });
});

test("the failure of a text that is not a JWT counts its parts", async () => {
  const { failure } = await verifier().verify("invalid", { issuer: issuer.url, audience: [] });

  expect(failure?.message).toBe("the token has 1 part; a JWT has 3");
});

test.each(["RS256", "RS384", "RS512"])("%s is accepted", async (alg) => {
  expect(await failureOf(await issuer.sign({}, { alg }))).toBeUndefined();
});

test.each([
  ["the issuer differs by a slash", { iss: "https://issuer.example/" }, "issuer"],
  ["the audience is another", { aud: "app2" }, "audience"],
  ["neither aud nor client_id is given", { aud: undefined }, "audience"],
  ["aud is another, whatever client_id is", { aud: ["x"], client_id: "app" }, "audience"],
  ["it expires now", { exp: SECONDS }, "expired"],
  ["it expired a second ago", { exp: SECONDS - 1 }, "expired"],
  ["it never expires", { exp: undefined }, "expired"],
  ["its exp is a text", { exp: String(SECONDS + 60) }, "expired"],
  ["its nbf is in the future", { nbf: SECONDS + 1 }, "not yet valid"],
  ["its nbf is not a number", { nbf: {} }, "not yet valid"],
  ["its iat is in the future", { iat: SECONDS + 1 }, "issued later"],
] as const)("a token is refused if %s", async (_, claims, kind) => {
  expect(await failureOf(await issuer.sign(claims))).toBe(kind);
});

test.each([
  ["client_id is in the audience and aud is missing", { aud: undefined, client_id: "app" }],
  ["one of several aud is in the audience", { aud: ["x", "app"] }],
  ["it expires in a second", { exp: SECONDS + 1 }],
  ["its nbf and iat are now", { nbf: SECONDS, iat: SECONDS }],
])("a token is accepted if %s", async (_, claims) => {
  expect(await failureOf(await issuer.sign(claims))).toBeUndefined();
});

test("claims are checked in AWS's order", async () => {
  const past = { exp: SECONDS - 1, nbf: SECONDS + 1, iat: SECONDS + 1 };
  expect(await failureOf(await issuer.sign({ iss: "x", aud: "x", ...past }))).toBe("issuer");
  expect(await failureOf(await issuer.sign({ aud: "x", ...past }))).toBe("audience");
  expect(await failureOf(await issuer.sign(past))).toBe("expired");
});

test.each([
  ["", "segments"],
  ["invalid", "segments"],
  ["a.b", "segments"],
  ["a.b.c.d", "segments"],
  ["a.b.c", "malformed"],
  ["..", "malformed"],
])("%j is not a token", async (token, kind) => {
  expect(await failureOf(token)).toBe(kind);
});

test("a signed payload must be a JSON object", async () => {
  const [header] = (await issuer.sign()).split(".");
  for (const payload of ["[1]", "null", "{"]) {
    const token = issuer.signRaw(header ?? "", payload);
    expect(await failureOf(token)).toBe("malformed");
  }
});

describe("forged tokens are refused", () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("unsigned ones, whatever alg says", async () => {
    const [, payload = ""] = (await issuer.sign()).split(".");
    expect(await failureOf(`${encoded({ alg: "none", kid: "key1" })}.${payload}.`)).toBe(
      "algorithm",
    );
    expect(await failureOf(`${encoded({ alg: "RS256", kid: "key1" })}.${payload}.`)).toBe(
      "signature",
    );
  });

  test("HS256 with the public key as the secret", async () => {
    const [, payload = ""] = (await issuer.sign()).split(".");
    const pem = createPublicKey({ key: { ...issuer.publicKey }, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const signed = `${encoded({ alg: "HS256", kid: "key1" })}.${payload}`;
    const mac = createHmac("sha256", pem).update(signed).digest("base64url");
    expect(await failureOf(`${signed}.${mac}`)).toBe("algorithm");
  });

  test("with changed claims, even if the original was accepted before", async () => {
    const one = verifier();
    const expected = { issuer: issuer.url };
    const token = await issuer.sign();
    const [header, , signature] = token.split(".");
    const payload = encoded({ iss: issuer.url, sub: "eve", exp: SECONDS + 60 });
    expect((await one.verify(token, expected)).failure).toBeUndefined();
    const forged = await one.verify(`${header}.${payload}.${signature}`, expected);
    expect(forged.failure?.kind).toBe("signature");
  });

  test("by another key with the same kid", async () => {
    const other = new TestIssuer(issuer.url, issuer.kid);
    expect(await failureOf(await other.sign())).toBe("signature");
  });

  test("without a kid, or with an unknown one", async () => {
    expect(await failureOf(await issuer.sign({}, { kid: undefined }))).toBe("key");
    expect(await failureOf(await issuer.sign({}, { kid: "key2" }))).toBe("key");
  });

  test("with critical header parameters that nobody knows", async () => {
    const token = await issuer.sign();
    const [, payload = ""] = token.split(".");
    const header = encoded({ alg: "RS256", kid: "key1", crit: ["x"], x: 1 });
    expect(await failureOf(issuer.signRaw(header, payload, true))).toBe("signature");
  });
});

test("a token that was accepted before is refused once it has expired", async () => {
  let now = NOW;
  const keysByIssuer = new Map([[issuer.url, new KeySet(issuer.jwks)]]);
  const fetchJson = () => Promise.reject(new Error("no network"));
  const one = new JwtVerifier({ fetchJson, keysByIssuer, now: () => now });
  const token = await issuer.sign({ exp: SECONDS + 5 });
  expect((await one.verify(token, { issuer: issuer.url })).failure).toBeUndefined();
  now += 6000;
  expect((await one.verify(token, { issuer: issuer.url })).failure?.kind).toBe("expired");
});

test("a development key signs for every issuer, but only where it is trusted", async () => {
  const dev = new TestIssuer("https://any.example", "dev");
  const token = await dev.sign();
  const fetchJson = () => Promise.reject(new Error("no network"));
  const trusting = new JwtVerifier({ fetchJson, devKeys: new KeySet(dev.jwks) });
  const expected = { issuer: dev.url, audience: ["app"] };
  expect((await trusting.verify(token, expected)).claims).toMatchObject({ sub: "ana" });
  expect((await new JwtVerifier({ fetchJson }).verify(token, expected)).failure?.kind).toBe(
    "discovery",
  );
});
