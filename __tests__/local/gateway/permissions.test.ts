import type { PlainResources } from "../lambda/support/plain-stack";
import { responseTo as httpResponseTo } from "./http-api/support/http-api";
import {
  responseTo as restResponseTo,
  custom,
  FUNCTION_URI,
  integrationOf,
  proxy,
} from "./rest-api/support/serve";
import { header, text } from "./support/response";
import { FakeLambda } from "./support/fake-lambda";
import { FakeLog } from "./support/fake-log";

type Serve = (test: { lambda: FakeLambda; log: FakeLog; resources: PlainResources }) => Promise<{
  status: number;
  headers: readonly (readonly [string, string])[];
  body: Buffer;
}>;

const restGet =
  (operation: object): Serve =>
  (test) =>
    restResponseTo({ ...test, paths: { "/a": { get: operation } } }, { path: "/a" });

const APIS: [kind: string, serve: Serve, api: string, error: string][] = [
  [
    "an HTTP API",
    (test) => httpResponseTo({ ...test, routeKey: "GET /a" }, { path: "/a" }),
    "aws_apigatewayv2_api.api",
    '{"message":"Internal Server Error"}',
  ],
  [
    "a proxy integration",
    restGet(proxy()),
    "aws_api_gateway_rest_api.api",
    '{"message": "Internal server error"}',
  ],
  [
    "a custom integration",
    restGet(custom()),
    "aws_api_gateway_rest_api.api",
    '{"message": "Internal server error"}',
  ],
];

/** What becomes of `GET /a`, whose integration is the function `fn` of the stack. */
async function get(serve: Serve, resources: PlainResources) {
  const lambda = new FakeLambda({ returns: { statusCode: 200 } });
  const log = new FakeLog();
  const fn = { "aws_lambda_function.fn": { function_name: "fn" } };
  const response = await serve({ lambda, log, resources: { ...fn, ...resources } });
  return { response, lambda, reasons: log.reports.map(({ reason }) => reason) };
}

/** Of the API, for just this request. */
const permission = (api: string): PlainResources => ({
  "aws_lambda_permission.api": {
    action: "lambda:InvokeFunction",
    function_name: "fn",
    principal: "apigateway.amazonaws.com",
    source_arn: `\${${api}.execution_arn}/*/GET/a`,
  },
});

describe.each(APIS)("%s", (_kind, serve, api, error) => {
  test("whose function has no permission gets AWS's 500, and the log says what to add", async () => {
    const { response, lambda, reasons } = await get(serve, {});

    expect([response.status, text(response)]).toEqual([500, error]);
    expect(lambda.invocations).toEqual([]);
    expect(reasons).toEqual([
      expect.stringContaining(`source_arn = "\${${api}.execution_arn}/*/*"`),
    ]);
  });

  test("invokes a function whose permission covers the request", async () => {
    const { response, lambda, reasons } = await get(serve, permission(api));

    expect(response.status).toBe(200);
    expect(lambda.invocations).toHaveLength(1);
    expect(reasons).toEqual([]);
  });
});

test("a REST API's 500 for a missing permission is a configuration error, as AWS names it", async () => {
  const { response } = await get(restGet(proxy()), {});

  expect(header(response, "x-amzn-ErrorType")).toBe("InternalServerErrorException");
});

test("an asynchronous invocation needs the permission too", async () => {
  const requestParameters = { "integration.request.header.X-Amz-Invocation-Type": "'Event'" };

  const { response, lambda } = await get(restGet(custom({ requestParameters })), {});

  expect(response.status).toBe(500);
  expect(lambda.asynchronous).toEqual([]);
});

describe("with a role in place of a permission", () => {
  const credentials = "arn:aws:iam::123456789012:role/invoker";
  const role = (Action: string): PlainResources => ({
    "aws_iam_role.invoker": {
      name: "invoker",
      assume_role_policy: JSON.stringify({
        Statement: {
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      }),
      inline_policy: {
        policy: JSON.stringify({ Statement: { Effect: "Allow", Action, Resource: "*" } }),
      },
    },
  });
  const rest = { type: "aws_proxy", httpMethod: "POST", uri: FUNCTION_URI, credentials };

  test.each<[kind: string, serve: Serve]>([
    [
      "an HTTP API",
      (test) => httpResponseTo({ ...test, integration: { credentials_arn: credentials } }),
    ],
    ["a REST API", restGet(integrationOf(rest))],
  ])("%s invokes what the role may invoke, and nothing else", async (_kind, serve) => {
    const allowed = await get(serve, role("lambda:InvokeFunction"));
    const denied = await get(serve, role("logs:*"));

    expect([allowed.response.status, denied.response.status]).toEqual([200, 500]);
    expect(denied.reasons).toEqual([
      expect.stringContaining("aws_iam_role.invoker may not invoke arn:aws:lambda:"),
    ]);
  });
});
