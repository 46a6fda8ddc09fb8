import { LambdaServiceError } from "../../../../local/lambda/lambda-service";
import type { CaseRequest } from "../../cases/support/exchange";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { responseTo, overHttp, type TestApi } from "./support/http-api";

const returning = (returns: unknown) => ({ lambda: new FakeLambda({ returns }) });
const format1 = { integration: { payload_format_version: "1.0" } };
const over = (uri: string): TestApi => overHttp({}, uri);
const throttled = new LambdaServiceError("TooManyRequestsException", 429, "Rate Exceeded.");

async function reportOf(test: TestApi, request: Partial<CaseRequest> = {}) {
  const log = new FakeLog();
  const { status } = await responseTo({ ...test, log }, request);
  expect(log.reports).toHaveLength(1);
  expect(log.reports[0]?.status).toBe(status);
  return log.reports[0];
}

test("a report has the API's address, and the request's method and path", async () => {
  const request = { method: "PUT", path: "/beta/a", query: "secret=1" };

  expect(await reportOf({ stage: { name: "beta" }, routeKey: "GET /b" }, request)).toEqual({
    api: "aws_apigatewayv2_api.api",
    apiName: "test",
    milliseconds: expect.any(Number) as number,
    requestId: expect.any(String) as string,
    steps: [],
    method: "PUT",
    path: "/beta/a",
    status: 404,
    reason: "no route matches PUT /a; there are: GET /b",
  });
});

test.each<[string, number, string, TestApi, Partial<CaseRequest>?]>([
  [
    "another method of a path",
    404,
    "no method GET on /orders; there are: POST",
    { routeKey: "POST /orders" },
    { path: "/orders" },
  ],
  ["no stage", 404, "the API has no stage", { stage: null }],
  [
    "another stage",
    404,
    "no stage is named dev; there are: beta",
    { stage: { name: "beta" } },
    { path: "/dev/a" },
  ],
  [
    "a stage without a deployment",
    404,
    "aws_apigatewayv2_stage.stage has no deployment",
    { stage: { auto_deploy: false } },
  ],
  [
    "a response without a status in format 1.0",
    500,
    "the function's response has no statusCode: it is an object with body, n",
    { ...format1, ...returning({ body: "secret", n: 1 }) },
  ],
  [
    "a status that isn't a number",
    500,
    'the function\'s response has the statusCode "x"; allowed: 200 to 599',
    returning({ statusCode: "x" }),
  ],
  [
    "a header with a line break",
    500,
    "the response has a header whose name or value HTTP doesn't allow: x-a",
    returning({ statusCode: 200, headers: { "x-a": "secret\n" } }),
  ],
  [
    "a function that fails",
    500,
    "the function failed (KeyError): see its log lines",
    { lambda: new FakeLambda({ fails: { errorType: "KeyError", errorMessage: "secret" } }) },
  ],
  [
    "a throttled function",
    500,
    "Lambda refused the invocation: TooManyRequestsException: Rate Exceeded.",
    { lambda: new FakeLambda({ throws: throttled }) },
  ],
  [
    "a late function",
    503,
    "the integration took longer than 50 ms",
    { lambda: new FakeLambda("never"), integration: { timeout_milliseconds: 50 } },
  ],
  [
    "a port that nobody listens on",
    503,
    "http://127.0.0.1:1 was unreachable: ECONNREFUSED",
    over("http://127.0.0.1:1/path?key=secret"),
  ],
  [
    "a URL that is invalid",
    500,
    "the integration's URL is invalid: http://:no:",
    over("http://me:secret@:no:?key=secret"),
  ],
  [
    "a stage variable that isn't set",
    500,
    "aws_apigatewayv2_stage.stage doesn't set stage variables that the integration's uri uses: url",
    over("$${stageVariables.url}"),
  ],
  [
    "a body over 10 MB",
    413,
    "the body is larger than 10485760 bytes",
    {},
    { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) },
  ],
  [
    "headers over 10,240 bytes",
    431,
    "the request line and the header values together are larger than 10240 bytes",
    {},
    { headers: { "x-a": "secret".repeat(2000) } },
  ],
])("%s is reported as %i, with the reason", async (_, status, reason, test, request = {}) => {
  expect(await reportOf(test, request)).toMatchObject({ status, reason });
});

test.each<[string, TestApi]>([
  ["succeeds", returning({ statusCode: 200 })],
  ["is an error that the function chose", returning({ statusCode: 404 })],
])("a response that %s is not reported", async (_, test) => {
  const log = new FakeLog();

  await responseTo({ ...test, log });

  expect(log.reports).toEqual([]);
});
