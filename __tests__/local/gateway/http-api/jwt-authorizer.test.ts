import { JwtVerifier, KeySet } from "../../../../local/jwt";
import { TestIssuer } from "../../jwt/support/test-issuer";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { header, text } from "../support/response";
import { gatewayOf, responseTo, type TestApi } from "./support/http-api";

const issuer = new TestIssuer();
const tokens = new JwtVerifier({
  fetchJson: (url) => Promise.reject(new Error(`${url} responded 503`)),
  keysByIssuer: new Map([[issuer.url, new KeySet(issuer.jwks)]]),
});

/** An API whose route has a JWT authorizer. */
function guarded({ route, resources, ...test }: TestApi = {}): TestApi {
  const authorizer = {
    id: "auth1",
    api_id: "api1",
    name: "pool",
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: [{ issuer: issuer.url, audience: ["app"] }],
    ...resources?.["aws_apigatewayv2_authorizer.pool"],
  };
  return {
    tokens,
    route: { authorization_type: "JWT", authorizer_id: "auth1", ...route },
    resources: { ...resources, "aws_apigatewayv2_authorizer.pool": authorizer },
    ...test,
  };
}

const withAuthorizer = (change: object): TestApi =>
  guarded({ resources: { "aws_apigatewayv2_authorizer.pool": { ...change } } });

async function send(test: TestApi, token: string | undefined, query?: string) {
  const lambda = new FakeLambda();
  const log = new FakeLog(true, true);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: token };
  const response = await responseTo({ ...test, lambda, log }, { path: "/notes", headers, query });
  return { response, lambda, trace: log.requests[0] };
}

test("a valid token reaches the function, with its claims as texts", async () => {
  const token = await issuer.sign({
    sub: "ana",
    exp: 4_000_000_000,
    iat: 1_700_000_000,
    email_verified: true,
    "cognito:groups": ["admin", "poweruser"],
    nothing: null,
    address: { city: "Rome" },
  });
  const { response, lambda } = await send(guarded(), `Bearer ${token}`);
  expect(response.status).toBe(200);
  const { requestContext, headers } = lambda.event as {
    requestContext: { authorizer: unknown };
    headers: Record<string, string>;
  };
  expect(JSON.stringify(requestContext.authorizer)).toBe(
    JSON.stringify({
      jwt: {
        claims: {
          address: '{"city":"Rome"}',
          aud: "app",
          "cognito:groups": "[admin poweruser]",
          email_verified: "true",
          exp: "4000000000",
          iat: "1700000000",
          iss: "https://issuer.example",
          sub: "ana",
        },
        scopes: null,
      },
    }),
  );
  expect(headers["authorization"]).toBe(`Bearer ${token}`);
});

test("an event 1.0 has the claims directly in its authorizer", async () => {
  const token = await issuer.sign({ iat: 1_700_000_000, exp: 4_000_000_000, scope: "read write" });
  const api = guarded({
    integration: { payload_format_version: "1.0" },
    route: { authorization_scopes: ["read"] },
  });
  const { lambda } = await send(api, token);
  const { requestContext } = lambda.event as { requestContext: { authorizer: unknown } };
  expect(requestContext.authorizer).toEqual({
    claims: {
      aud: "app",
      exp: "4000000000",
      iat: "1700000000",
      iss: "https://issuer.example",
      scope: "read write",
      sub: "ana",
    },
    scopes: ["read", "write"],
  });
});

test.each([
  ["with Bearer", (token: string) => `Bearer ${token}`],
  ["with bearer", (token: string) => `bearer ${token}`],
  ["alone", (token: string) => token],
])("a token is accepted %s", async (_, value) => {
  const { response } = await send(guarded(), value(await issuer.sign()));
  expect(response.status).toBe(200);
});

test("a token can be in the query", async () => {
  const api = withAuthorizer({ identity_sources: ["$request.querystring.token"] });
  const { response } = await send(api, undefined, `token=${await issuer.sign()}`);
  expect(response.status).toBe(200);
});

test.each([[undefined], [""]])("without a token (%j), the response is AWS's", async (token) => {
  const { response, lambda } = await send(guarded(), token);
  expect([response.status, text(response)]).toEqual([401, '{"message":"Unauthorized"}']);
  expect(response.headers).toContainEqual(["www-authenticate", "Bearer"]);
  expect(response.headers.map(([name]) => name)).toContain("apigw-requestid");
  expect(lambda.invocations).toEqual([]);
});

test.each([
  [() => "invalid", "token contains an invalid number of segments"],
  [() => issuer.sign({ aud: "other" }), "the token does not have a valid audience"],
  [() => issuer.sign({ exp: 1_700_000_000 }), "the token has expired"],
  [() => issuer.sign({ iss: "https://other.example" }), "issuer does not match"],
])("an invalid token gets a challenge with the reason (%#)", async (create, description) => {
  const { response, lambda } = await send(guarded(), await create());
  expect([response.status, text(response)]).toEqual([401, '{"message":"Unauthorized"}']);
  expect(header(response, "www-authenticate")).toBe(
    `Bearer scope="" error="invalid_token" error_description="${description}"`,
  );
  expect(lambda.invocations).toEqual([]);
});

test("an issuer that is down gets AWS's challenge, and the log names the option for it", async () => {
  const other = new TestIssuer("https://down.example");
  const api = withAuthorizer({ jwt_configuration: [{ issuer: other.url, audience: ["app"] }] });
  const { response, trace } = await send(api, await other.sign());
  expect(header(response, "www-authenticate")).toBe(
    'Bearer scope="" error="invalid_token" error_description="OIDC discovery endpoint communication error"',
  );
  expect(trace?.reason).toContain("--jwks https://down.example=FILE");
});

describe("a route with scopes", () => {
  const scoped = () => guarded({ route: { authorization_scopes: ["notes/read", "notes/write"] } });

  test("needs one of them", async () => {
    const token = await issuer.sign({ scope: "email notes/write" });
    expect((await send(scoped(), token)).response.status).toBe(200);
  });

  test.each([[{}], [{ scope: "notes" }], [{ scp: [], scope: "notes/read" }]])(
    "refuses a token with %j",
    async (claims) => {
      const { response, lambda } = await send(scoped(), await issuer.sign(claims));
      expect([response.status, text(response)]).toEqual([403, '{"message":"Forbidden"}']);
      expect(header(response, "www-authenticate")).toBe(
        'Bearer scope="notes/read notes/write" error="insufficient_scope" error_description="expected scopes within the token"',
      );
      expect(lambda.invocations).toEqual([]);
    },
  );

  test("names them for an invalid token too", async () => {
    const { response } = await send(scoped(), await issuer.sign({ exp: 1 }));
    expect(header(response, "www-authenticate")).toBe(
      'Bearer scope="notes/read notes/write" error="invalid_token" error_description="the token has expired"',
    );
  });
});

test("a preflight request needs no token", async () => {
  const api = guarded({
    api: { cors_configuration: [{ allow_origins: ["https://own.example"] }] },
  });
  const headers = { origin: "https://own.example", "access-control-request-method": "GET" };
  const response = await responseTo(api, { method: "OPTIONS", path: "/notes", headers });
  expect(response.status).toBe(204);
});

test("claims can be mapped to the backend's request", async () => {
  const mapping = { "append:header.x-user": "$context.authorizer.claims.sub" };
  const api = guarded({ integration: { request_parameters: mapping } });
  const { lambda } = await send(api, await issuer.sign({ sub: "eve" }));
  expect(lambda.event).toMatchObject({ headers: { "x-user": "eve" } });
});

test("the trace shows who called, or why nobody was let through", async () => {
  const allowed = await send(guarded(), await issuer.sign());
  const refused = await send(guarded(), undefined);
  const stepOf = ({ trace }: typeof allowed) =>
    trace?.steps.find(({ step }) => step === "authorizer");
  expect(stepOf(allowed)).toMatchObject({
    kind: "JWT",
    authorizer: "pool",
    caller: { kind: "jwt", claims: { sub: "ana" } },
  });
  expect(stepOf(refused)).toMatchObject({
    error: "authorizer pool: $request.header.Authorization is missing",
  });
  expect(refused.trace?.reason).toBe("authorizer pool: $request.header.Authorization is missing");
});

describe("an authorizer that AWS refuses is not served", () => {
  test.each([
    ["an issuer by plain http", { jwt_configuration: [{ issuer: "http://x.example" }] }],
    ["no configuration", { jwt_configuration: [] }],
    ["two sources", { identity_sources: ["$request.header.A", "$request.header.B"] }],
    ["no source", { identity_sources: [] }],
    ["a source that isn't of the request", { identity_sources: ["$context.routeKey"] }],
    ["another type", { authorizer_type: "REQUEST" }],
    ["another API", { api_id: "api2" }],
  ])("%s", async (_, change) => {
    const { response, lambda } = await send(withAuthorizer(change), await issuer.sign());
    expect(response.status).toBe(501);
    expect(lambda.invocations).toEqual([]);
  });
});

test("the table of routes names the issuer of the tokens", () => {
  const access = `JWT ${issuer.url}`;

  expect(gatewayOf(guarded()).routes).toMatchObject([{ access, unservable: undefined }]);
});

test.each([
  ["http://localhost:9000", 1],
  ["http://127.0.0.1:9000/pool", 1],
  ["https://localhost:9000", 0],
  ["https://issuer.example", 0],
])("the issuer %s causes %i warnings", (issuer, count) => {
  const api = withAuthorizer({ jwt_configuration: [{ issuer, audience: ["app"] }] });

  expect(gatewayOf(api).warnings).toEqual(
    [
      `aws_apigatewayv2_authorizer.pool: issuer is "${issuer}", which only the local runner accepts. AWS needs an https URL.`,
    ].slice(0, count),
  );
});
