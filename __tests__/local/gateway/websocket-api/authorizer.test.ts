import { FakeLambda } from "../support/fake-lambda";
import { CREDENTIALS, signedHeaders } from "../../support/signed-headers";
import { ServedApi, withApi, type Event } from "./support/web-socket-api";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
const CONNECT_ARN = "arn:aws:execute-api:eu-west-1:123456789012:chat1/dev/$connect";
const AUTHORIZER = {
  id: "auth1",
  api_id: "chat1",
  name: "tokens",
  authorizer_type: "REQUEST",
  authorizer_uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
  identity_sources: ["route.request.querystring.token"],
};
const CUSTOM = { authorization_type: "CUSTOM", authorizer_id: "auth1" };
const ROUTES = { $connect: { route: CUSTOM }, $disconnect: {}, $default: { isTwoWay: true } };

function guarded(changes: object = {}, routes: object = ROUTES) {
  return {
    routes: routes as typeof ROUTES,
    resources: { "aws_apigatewayv2_authorizer.auth": { ...AUTHORIZER, ...changes } },
  };
}

function policy(Effect: string, Resource = CONNECT_ARN, Action = "execute-api:Invoke") {
  return { Version: "2012-10-17", Statement: [{ Effect, Resource, Action }] };
}

const ALLOWED = { principalId: 7, policyDocument: policy("Allow"), context: { a: 1, b: null } };
let output: unknown = ALLOWED;
const isAuthorizer = (event: unknown) => (event as { type?: string }).type === "REQUEST";
const lambda = new FakeLambda({
  handles: (event) => (isAuthorizer(event) ? output : { statusCode: 200, body: "reply" }),
});

let api: ServedApi;
beforeAll(async () => {
  api = await ServedApi.start({ ...guarded(), lambda });
});
beforeEach(() => {
  lambda.invocations.length = 0;
  output = ALLOWED;
});
afterAll(() => api.close());

const contextOf = (event: Event) => event.requestContext["authorizer"];

test("the context of the authorizer is in all events, its latency only in that of $connect", async () => {
  const client = await api.connect({ query: "token=t" });
  await client.exchange("hello");
  await client.close();
  await api.eventOf("$disconnect");

  const shared = { a: "1", principalId: "7" };
  const [connected] = api.events("$connect").filter((event) => !isAuthorizer(event));
  expect(contextOf(connected as Event)).toEqual({
    ...shared,
    integrationLatency: expect.any(Number),
  });
  expect(api.events("$default").map(contextOf)).toEqual([shared]);
  expect(api.events("$disconnect").map(contextOf)).toEqual([shared]);
});

test("the authorizer sees the handshake with the headers of the upgrade", async () => {
  await api.connect({ query: "token=t&b=2&a=1" });

  const [{ event }] = lambda.invocations as [(typeof lambda.invocations)[0]];
  expect(event).toMatchObject({
    methodArn: CONNECT_ARN,
    headers: { Connection: "upgrade", Upgrade: "websocket", "content-length": "0" },
    stageVariables: {},
    requestContext: { routeKey: "$connect", eventType: "CONNECT", apiId: "chat1" },
  });
  expect(Object.keys((event as Event)["queryStringParameters"] as object)).toEqual([
    "token",
    "b",
    "a",
  ]);
});

test.each([
  ["that denies it", { policyDocument: policy("Deny") }, 403, /explicit deny/],
  [
    "that is about another route",
    { policyDocument: policy("Allow", CONNECT_ARN.replace("$connect", "other")) },
    403,
    /because no identity-based policy allows the execute-api:Invoke action/,
  ],
  ["with an unknown effect", { policyDocument: policy("Maybe") }, 500, /"message": ""/],
])("a policy %s refuses the handshake", async (_what, changed, status, text) => {
  output = { ...ALLOWED, ...changed };
  const refusal = await api.refusal({ query: "token=t" });

  expect(refusal.status).toBe(status);
  expect(refusal.body).toMatch(text);
  expect(lambda.invocations).toHaveLength(1);
});

test("a handshake without its identity source gets 401, and no function is invoked", async () => {
  const refusal = await api.refusal({ query: "token=" });

  expect(refusal).toMatchObject({ status: 401, body: expect.stringContaining("Unauthorized") });
  expect(lambda.invocations).toEqual([]);
});

test.each([
  ["context.routeKey", 101],
  ["context.eventType", 401],
  ["stageVariables.tenant", 401],
])("the identity source %s yields %i", async (source, status) => {
  await withApi({ ...guarded({ identity_sources: [source] }), lambda }, async (other) => {
    const got = status === 101 ? other.connect() : other.refusal();

    expect(await got).toMatchObject(status === 101 ? {} : { status });
  });
});

test.each([
  ["identity_sources", ["$request.header.Authorization"]],
  ["authorizer_result_ttl_in_seconds", 0],
  ["authorizer_payload_format_version", "2.0"],
])("an authorizer with %s %j, which AWS refuses, leaves nothing open", async (name, value) => {
  await withApi({ ...guarded({ [name]: value }), lambda }, async (other) => {
    const { status, body } = await other.refusal({ query: "token=t" });

    expect(status).toBe(501);
    expect(body).toContain(`aws_apigatewayv2_authorizer.auth: ${name} is`);
  });
});

test("an authorizer on another route than $connect makes that route respond 501", async () => {
  const routes = { $connect: {}, $default: { route: CUSTOM } };
  await withApi({ ...guarded({}, routes), lambda }, async (other) => {
    const client = await other.connect();

    expect(await client.exchange("hello")).toContain("Set it on the route $connect only.");
  });
});

describe("a handshake to a route with AWS_IAM", () => {
  const routes = { $connect: { route: { authorization_type: "AWS_IAM" } }, $default: {} };
  const withIam = (use: (served: ServedApi) => Promise<void>) =>
    withApi({ routes, credentials: CREDENTIALS, lambda }, use);

  test("is accepted if it is signed, and its event shows who signed it", () =>
    withIam(async (served) => {
      const headers = await signedHeaders(served.url.replace("ws", "http"), "eu-west-1");
      await served.connect({ headers });

      expect(await served.eventOf("$connect")).toMatchObject({
        requestContext: { identity: { userArn: expect.stringContaining(":user/") } },
      });
    }));

  test("gets 403 if it isn't", () =>
    withIam(async (served) => {
      expect(await served.refusal()).toMatchObject({
        status: 403,
        body: expect.stringContaining('{"message": "Missing Authentication Token"'),
      });
    }));
});
