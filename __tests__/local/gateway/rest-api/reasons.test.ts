import { LambdaServiceError } from "../../../../local/lambda/lambda-service";
import type { CaseRequest } from "../../cases/support/exchange";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { responseTo, custom, integrationOf, mock, proxy, type TestApi } from "./support/serve";

const onA = (operation: object, more: TestApi = {}): TestApi => ({
  paths: { "/a": { get: operation } },
  ...more,
});
const returning = (returns: unknown): TestApi =>
  onA(proxy(), { lambda: new FakeLambda({ returns }) });
const to = (integration: object): TestApi =>
  onA(integrationOf({ type: "http_proxy", httpMethod: "GET", ...integration }));

async function reportOf(test: TestApi, request: Partial<CaseRequest> = {}) {
  const log = new FakeLog();
  const { status } = await responseTo({ ...test, log }, { path: "/a", ...request });
  expect(log.reports).toHaveLength(1);
  expect(log.reports[0]?.status).toBe(status);
  return log.reports[0];
}

test("a report has the API's address, the request's method, and its path with the stage", async () => {
  expect(await reportOf(onA(proxy()), { path: "/b", query: "secret=1" })).toEqual({
    api: "aws_api_gateway_rest_api.api",
    apiName: "test",
    milliseconds: expect.any(Number) as number,
    requestId: expect.any(String) as string,
    steps: [],
    method: "GET",
    path: "/dev/b",
    status: 403,
    reason: "no route matches GET /b; there are: GET /a",
  });
});

test.each<[string, number, string, TestApi, Partial<CaseRequest>?]>([
  [
    "another method of a path",
    403,
    "no method POST on /a; there are: GET",
    onA(proxy()),
    { method: "POST" },
  ],
  [
    "another stage",
    403,
    "no stage is named dev; there are: v1",
    onA(proxy(), { stage: { stage_name: "v1" } }),
  ],
  [
    "a response that is a string",
    502,
    "the function's response is a string; allowed: an object",
    returning("secret"),
  ],
  [
    "a response with another key",
    502,
    "the function's response has the key status; allowed: statusCode, headers, multiValueHeaders, body, isBase64Encoded",
    returning({ status: 200 }),
  ],
  [
    "a status that isn't a number",
    502,
    'the function\'s response has the statusCode "x"; allowed: 200 to 999',
    returning({ statusCode: "x" }),
  ],
  [
    "a body that isn't a string",
    502,
    "the function's response has a body that is an object with n; allowed: a string",
    returning({ statusCode: 200, body: { n: "secret" } }),
  ],
  [
    "a header whose value is a list",
    502,
    "the function's response has a header x-a that is a list; allowed: a string",
    returning({ headers: { "x-a": ["secret"] } }),
  ],
  [
    "a function that fails",
    502,
    "the function failed (KeyError): see its log lines",
    onA(proxy(), { lambda: new FakeLambda({ fails: { errorType: "KeyError" } }) }),
  ],
  [
    "a function that isn't there",
    500,
    "Lambda refused the invocation: ResourceNotFoundException: no",
    onA(proxy(), {
      lambda: new FakeLambda({
        throws: new LambdaServiceError("ResourceNotFoundException", 404, "no"),
      }),
    }),
  ],
  [
    "an error that no integration response matches",
    500,
    'no integration response matches "too far"',
    onA(custom({ responses: { "no.*": { statusCode: "400" } } }), {
      lambda: new FakeLambda({ fails: { errorMessage: "too far" } }),
    }),
  ],
  [
    "a content type without a template",
    415,
    "no request template for text/plain, and passthrough_behavior is NEVER; there are: application/json",
    onA(mock("{}", { passthroughBehavior: "never" })),
    { headers: { "Content-Type": "text/plain; secret=1" } },
  ],
  [
    "a MOCK without a status",
    500,
    "the request template gives no statusCode; the text is {}",
    onA(mock("{}", { requestTemplates: { "application/json": "{}" } })),
  ],
  [
    "a missing parameter",
    400,
    "Missing required request parameters: [q]",
    onA(proxy({ parameters: [{ name: "q", in: "query", required: true }] }), {
      document: {
        "x-amazon-apigateway-request-validators": {
          all: { validateRequestBody: true, validateRequestParameters: true },
        },
        "x-amazon-apigateway-request-validator": "all",
      },
    }),
  ],
  [
    "a port that nobody listens on",
    504,
    "http://127.0.0.1:1 was unreachable: ECONNREFUSED",
    to({ uri: "http://me:secret@127.0.0.1:1/path?key=secret" }),
  ],
  [
    "a late function",
    504,
    "the integration took longer than 50 ms",
    onA(
      integrationOf({
        type: "aws_proxy",
        httpMethod: "POST",
        timeoutInMillis: 50,
        uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/fn/invocations",
      }),
      { lambda: new FakeLambda("never") },
    ),
  ],
  [
    "a body over 10 MB",
    413,
    "the body is larger than 10485760 bytes",
    onA(proxy()),
    { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) },
  ],
])("%s is reported as %i, with the reason", async (_, status, reason, test, request = {}) => {
  expect(await reportOf(test, request)).toMatchObject({ status, reason });
});

describe("API keys", () => {
  const keyed = onA(proxy({ security: [{ key: [] }] }), {
    document: {
      components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
    },
    resources: {
      "aws_api_gateway_api_key.k": { id: "key1", value: "the-right-key" },
      "aws_api_gateway_usage_plan.p": {
        id: "plan1",
        api_stages: [{ api_id: "api1", stage: "dev" }],
        quota_settings: [{ limit: 0, period: "DAY" }],
      },
      "aws_api_gateway_usage_plan_key.pk": {
        key_id: "key1",
        usage_plan_id: "plan1",
        key_type: "API_KEY",
      },
    },
  });

  test.each([
    ["no key", {}, "the method requires an API key, and the request has no header x-api-key"],
    [
      "a wrong key",
      { "x-api-key": "the-wrong-key" },
      "the API key in the header x-api-key is not in a usage plan of aws_api_gateway_stage.stage",
    ],
    [
      "a key over its quota",
      { "x-api-key": "the-right-key" },
      "over the quota of aws_api_gateway_usage_plan.p: 0 requests per day",
    ],
  ])("%s is reported without a key's value", async (_, headers, reason) => {
    expect(await reportOf(keyed, { headers })).toMatchObject({ reason });
  });
});
