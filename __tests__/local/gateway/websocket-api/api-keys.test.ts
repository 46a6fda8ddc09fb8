import type { PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { ServedApi, withApi, type TestApi } from "./support/web-socket-api";

const lambda = new FakeLambda({ handles: () => ({ statusCode: 200 }) });
const log = new FakeLog();
const WITH_KEY = { headers: { "x-api-key": "secret" } };

/** The key of a usage plan, whose stage is `dev`. */
function keyed(plan: object = {}, stage = "dev"): PlainResources {
  return {
    "aws_api_gateway_api_key.k": { id: "key1", value: "secret" },
    "aws_api_gateway_usage_plan.p": {
      id: "plan1",
      api_stages: [{ api_id: "chat1", stage }],
      ...plan,
    },
    "aws_api_gateway_usage_plan_key.pk": { key_id: "key1", usage_plan_id: "plan1" },
  };
}

const guarded = (resources: PlainResources): TestApi => ({
  routes: { $connect: { route: { api_key_required: true } }, $disconnect: {}, $default: {} },
  resources,
  lambda,
  log,
});

let api: ServedApi;
beforeAll(async () => {
  api = await ServedApi.start(guarded(keyed()));
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => api.close());

test("a client with a key connects, and all its events show the key", async () => {
  const client = await api.connect(WITH_KEY);
  client.send("hello");
  await api.eventOf("$default");
  await client.close();
  await api.eventOf("$disconnect");

  const identity = { apiKey: "secret", apiKeyId: "key1" };
  expect(lambda.invocations.map(({ event }) => event)).toMatchObject([
    { requestContext: { routeKey: "$connect", identity } },
    { requestContext: { routeKey: "$default", identity } },
    { requestContext: { routeKey: "$disconnect", identity } },
  ]);
});

test.each([
  [
    "without a key",
    undefined,
    "the route requires an API key, and the request has no header x-api-key",
  ],
  [
    "with an unknown key",
    { "x-api-key": "other" },
    "the API key in the header x-api-key is not in a usage plan of aws_apigatewayv2_stage.dev",
  ],
])("a handshake %s gets 403, and no function is invoked", async (_, headers, reason) => {
  const { status, body } = await api.refusal({ headers });

  expect(status).toBe(403);
  expect(body).toMatch(
    /^\{"message": "Forbidden", "connectionId":"[\w=-]{20}", "requestId":"[\w=-]{16}"\}$/,
  );
  expect(lambda.invocations).toEqual([]);
  expect(log.requests.at(-1)?.reason).toBe(reason);
});

test("the key of another stage's plan isn't admitted", async () => {
  await withApi(guarded(keyed({}, "prod")), async (served) => {
    expect(await served.refusal(WITH_KEY)).toMatchObject({ status: 403 });
  });
});

test.each([
  ["Too Many Requests", { throttle_settings: [{ burst_limit: 1, rate_limit: 0 }] }],
  ["Limit Exceeded", { quota_settings: [{ limit: 1, period: "DAY" }] }],
])("a key over its plan's limit gets 429 with %s", async (message, plan) => {
  await withApi(guarded(keyed(plan)), async (served) => {
    await served.connect(WITH_KEY);

    const { status, body } = await served.refusal(WITH_KEY);

    expect([status, (JSON.parse(body) as { message: string }).message]).toEqual([429, message]);
  });
});

const AUTHORIZER_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
const bySource = (usageIdentifierKey: string | undefined): TestApi => ({
  ...guarded({
    ...keyed(),
    "aws_apigatewayv2_authorizer.guard": {
      id: "guard1",
      api_id: "chat1",
      name: "guard",
      authorizer_type: "REQUEST",
      authorizer_uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`,
      identity_sources: [],
    },
  }),
  api: { api_key_selection_expression: "$context.authorizer.usageIdentifierKey" },
  routes: {
    $connect: {
      route: { api_key_required: true, authorization_type: "CUSTOM", authorizer_id: "guard1" },
    },
  },
  lambda: new FakeLambda({
    handles: (event) =>
      (event as { type?: string }).type === "REQUEST"
        ? { ...ALLOWED, usageIdentifierKey }
        : { statusCode: 200 },
  }),
});
const ALLOWED = {
  principalId: "me",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
  },
};

test("a key that the authorizer returns is admitted", async () => {
  await withApi(bySource("secret"), async (served) => {
    await served.connect();

    // The first one is the authorizer's.
    const [, event] = await served.eventsOf("$connect", 2);
    expect(event).toMatchObject({
      requestContext: { authorizer: { principalId: "me" }, identity: { apiKeyId: "key1" } },
    });
  });
});

test("where authorizers choose the keys, the header doesn't count", async () => {
  await withApi(bySource(undefined), async (served) => {
    expect(await served.refusal(WITH_KEY)).toMatchObject({ status: 403 });
    expect(log.requests.at(-1)?.reason).toContain("the authorizer returned no usageIdentifierKey");
  });
});

test("an API with another source of keys isn't served", async () => {
  const other = { ...guarded(keyed()), api: { api_key_selection_expression: "$request.body.key" } };

  await withApi(other, async (served) => {
    const { status, body } = await served.refusal(WITH_KEY);
    expect(status).toBe(501);
    expect(body).toContain("api_key_selection_expression");
  });
});
