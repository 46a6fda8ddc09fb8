import { createPublicKey } from "node:crypto";
import { SignJWT } from "jose";
import { JwtVerifier, KeySet } from "../../../../../local/jwt";
import { rsaKey } from "../../../../support/rsa-keys";
import { GuardedLambda, guarded } from "../support/guarded";
import { header, proxy, responseTo, text } from "../support/serve";

const POOL = "eu-west-1_AbCdEf";
const ISSUER = `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`;
const NOW = 1_790_280_971;
const privateKey = rsaKey();
const publicKey = createPublicKey(privateKey);
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256" };
const CLAIMS = {
  aud: "client",
  auth_time: NOW,
  "cognito:username": "probe",
  "cognito:groups": ["a", "b"],
  email_verified: true,
  exp: NOW + 3600,
  iat: NOW,
  iss: ISSUER,
  sub: "s",
  token_use: "id",
};

function token(claims: object, { key = privateKey, kid = "k" } = {}): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256", kid }).sign(key);
}

const tokens = (now = NOW) =>
  new JwtVerifier({
    fetchJson: () => Promise.reject(new Error("offline")),
    keysByIssuer: new Map([[ISSUER, new KeySet({ keys: [jwk] })]]),
    now: () => now * 1000,
  });

const authorizer = {
  type: "cognito_user_pools",
  providerARNs: [`arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${POOL}`],
};

async function get(authorization: string | undefined, scopes: string[] = [], now = NOW) {
  const lambda = new GuardedLambda();
  const api = {
    ...guarded({ lambda, authorizer, operation: { security: [{ users: scopes }] } }),
    tokens: tokens(now),
  };
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return { lambda, got: await responseTo(api, { path: "/pets/7", headers }) };
}

test.each(["", "Bearer "])(
  "an ID token after %j is accepted; its claims are texts",
  async (prefix) => {
    const { lambda, got } = await get(prefix + (await token(CLAIMS)));

    expect(got.status).toBe(200);
    expect(lambda.event["requestContext"]).toMatchObject({
      authorizer: {
        claims: {
          ...CLAIMS,
          auth_time: "1790280971",
          "cognito:groups": "a,b",
          email_verified: "true",
          exp: "Thu Sep 24 21:16:11 UTC 2026",
          iat: "Thu Sep 24 20:16:11 UTC 2026",
        },
      },
    });
    const { authorizer: seen } = lambda.event["requestContext"] as { authorizer: object };
    expect(Object.keys(seen)).toEqual(["claims"]);
  },
);

test("a method with scopes accepts an access token that has one of them", async () => {
  const access = { ...CLAIMS, token_use: "access", scope: "pets/read openid" };

  expect((await get(await token(access), ["pets/read", "pets/write"])).got.status).toBe(200);
});

const ACCESS = { ...CLAIMS, token_use: "access", scope: "pets/read" };

test.each<[string, () => Promise<string | undefined>, string[]]>([
  ["is missing", () => Promise.resolve(undefined), []],
  ["is malformed", () => Promise.resolve("Bearer invalid"), []],
  ["is an access token for a method without scopes", () => token(ACCESS), []],
  ["is an ID token for a method with scopes", () => token(CLAIMS), ["pets/read"]],
  ["lacks the method's scope", () => token(ACCESS), ["pets/write"]],
  ["says nothing about its use", () => token({ ...CLAIMS, token_use: undefined }), []],
  ["is of another pool", () => token({ ...CLAIMS, iss: `${ISSUER}2` }), []],
  ["has an unknown kid", () => token(CLAIMS, { kid: "other" }), []],
  ["is signed by another key", () => token(CLAIMS, { key: rsaKey() }), []],
  [
    "is unsigned",
    async () => {
      const [, payload = ""] = (await token(CLAIMS)).split(".");
      return `${Buffer.from('{"alg":"none","kid":"k"}').toString("base64url")}.${payload}.`;
    },
    [],
  ],
  [
    "is signed with the public key as a secret",
    () =>
      new SignJWT({ ...CLAIMS })
        .setProtectedHeader({ alg: "HS256", kid: "k" })
        .sign(Buffer.from(publicKey.export({ type: "spki", format: "pem" }))),
    [],
  ],
])("a token that %s gets 401", async (_, make, scopes) => {
  const { lambda, got } = await get(await make(), scopes);

  expect([got.status, text(got), header(got, "x-amzn-ErrorType")]).toEqual([
    401,
    '{"message":"Unauthorized"}',
    "UnauthorizedException",
  ]);
  expect(header(got, "www-authenticate")).toBeUndefined();
  expect(lambda.invocations).toHaveLength(0);
});

test("a token that expired a second ago gets 401, in words of its own", async () => {
  const { lambda, got } = await get(await token(CLAIMS), [], NOW + 3601);

  expect([got.status, text(got)]).toEqual([401, '{"message":"The incoming token has expired"}']);
  expect(lambda.invocations).toHaveLength(0);
});

test("a method with the authorizer but without its type is refused", async () => {
  const operation = proxy({ "x-amazon-apigateway-auth": { type: "CUSTOM" } });

  const got = await responseTo(guarded({ authorizer, operation }), { path: "/pets/7" });

  expect([got.status, text(got)]).toEqual([
    501,
    expect.stringContaining('authorization is \\"users\\"'),
  ]);
});
