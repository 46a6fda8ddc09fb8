import { JwtVerifier, KeySet } from "../../../../local/jwt";
import { TestIssuer } from "../../jwt/support/test-issuer";
import { AccessLines } from "../support/access-lines";
import { FakeLambda, type FakeResponse } from "../support/fake-lambda";
import { responsesTo, type TestApi } from "./support/http-api";
import { apiOf, FUNCTION, policy } from "./support/lambda-authorizer";
import { withServer } from "../../../support/loopback-server";
import { send, type CaseRequest } from "../../cases/support/exchange";

/** The variables of the one line that a request leaves. */
async function logged(
  names: readonly string[],
  test: Omit<TestApi, "stage">,
  request: Partial<CaseRequest> = {},
) {
  const access = new AccessLines(names);
  const { log, accessLog, settings } = access;
  await responsesTo({ routeKey: "ANY /a", ...test, log, accessLog, stage: settings }, [
    { path: "/a", ...request },
  ]);
  expect(access.lines).toHaveLength(1);
  return access.values[0] ?? {};
}

const ERRORS = ["status", "error.message", "error.responseType", "authorizer.error"];
const INTEGRATION = ["integration.status", "integrationStatus", "integration.error"];

test("a request, its response and its sizes are logged", async () => {
  const names =
    "apiId accountId routeKey stage httpMethod path protocol domainName extendedRequestId"
      .split(" ")
      .concat(["responseLength", "dataProcessed", "identity.sourceIp", "identity.userAgent"])
      .concat(["requestTimeEpoch", "integration.requestId", "error.messageString"]);
  const lambda = new FakeLambda({ returns: { statusCode: 201, body: "äb" } });
  const headers = { host: "api.example.com", "user-agent": "test", "content-length": "4" };

  const values = await logged(names, { lambda }, { method: "POST", headers, body: "four" });

  expect(values).toEqual({
    apiId: "api1",
    accountId: "123456789012",
    routeKey: "ANY /a",
    stage: "$default",
    httpMethod: "POST",
    path: "/a",
    protocol: "HTTP/1.1",
    domainName: "api.example.com",
    extendedRequestId: expect.stringMatching(/=$/) as string,
    responseLength: "3",
    dataProcessed: "7",
    "identity.sourceIp": "127.0.0.1",
    "identity.userAgent": "test",
    requestTimeEpoch: expect.stringMatching(/^\d{10}$/) as string,
    "integration.requestId": "1",
    "error.messageString": "-",
  });
});

test("a function that raises leaves the error of the integration", async () => {
  const lambda = new FakeLambda({ fails: { errorType: "E", errorMessage: "boom" } });
  const names = [...ERRORS, ...INTEGRATION, "integrationErrorMessage", "responseLength"];

  const values = await logged(names, { lambda });

  const error =
    "The Lambda function returned the following error: boom. Check your Lambda function code and try again.";
  expect(values).toEqual({
    status: "500",
    "error.message": "Internal Server Error",
    "error.responseType": "INTEGRATION_FAILURE",
    "authorizer.error": "-",
    "integration.status": "500",
    integrationStatus: "200",
    "integration.error": error,
    integrationErrorMessage: error,
    responseLength: "35",
  });
});

test("a function without a permission isn't called, which the log explains", async () => {
  const resources = {
    "aws_lambda_function.fn": { function_name: "fn" },
    "aws_lambda_permission.other": {
      action: "lambda:InvokeFunction",
      function_name: "fn",
      principal: "s3.amazonaws.com",
    },
  };

  const values = await logged([...ERRORS, ...INTEGRATION], { resources });

  expect(values).toMatchObject({
    status: "500",
    "error.responseType": "INTEGRATION_FAILURE",
    integrationStatus: "-",
    "integration.error": expect.stringContaining("doesn't have permissions") as string,
  });
});

test("requests without a route are not logged", async () => {
  const access = new AccessLines(["status"]);
  const { log, accessLog, settings } = access;

  await responsesTo({ routeKey: "GET /a", log, accessLog, stage: settings }, [
    { path: "/other" },
    { path: "/a" },
  ]);

  expect(access.values).toEqual([{ status: "200" }]);
});

test("a request above the throttle is logged with its route", async () => {
  const access = new AccessLines([...ERRORS, "routeKey", "integrationStatus"]);
  const { log, accessLog } = access;
  const throttle = { throttling_burst_limit: 1, throttling_rate_limit: 0.001 };
  const stage = { ...access.settings, default_route_settings: [throttle] };

  await responsesTo({ routeKey: "GET /a", log, accessLog, stage }, [
    { path: "/a" },
    { path: "/a" },
  ]);

  expect(access.values[1]).toEqual({
    status: "429",
    "error.message": "Too Many Requests",
    "error.responseType": "THROTTLED",
    "authorizer.error": "-",
    routeKey: "GET /a",
    integrationStatus: "-",
  });
});

describe("a JWT authorizer", () => {
  const issuer = new TestIssuer();

  async function loggedWith(token: string | undefined) {
    const { url, jwks } = issuer;
    const fetchJson = () => Promise.reject(new Error("unreachable"));
    const keysByIssuer = new Map([[url, new KeySet(jwks)]]);
    return logged(
      [...ERRORS, "integrationStatus", "authorizer.claims.sub", "authorizer.claims"],
      {
        tokens: new JwtVerifier({ fetchJson, keysByIssuer }),
        route: { authorization_type: "JWT", authorizer_id: "auth1" },
        resources: {
          "aws_apigatewayv2_authorizer.pool": {
            id: "auth1",
            api_id: "api1",
            name: "pool",
            authorizer_type: "JWT",
            identity_sources: ["$request.header.Authorization"],
            jwt_configuration: [{ issuer: url, audience: ["app"] }],
          },
        },
      },
      { headers: token === undefined ? {} : { authorization: token } },
    );
  }

  test("leaves the claims of a token", async () => {
    expect(await loggedWith(await issuer.sign({ sub: "ana" }))).toMatchObject({
      status: "200",
      "authorizer.claims.sub": "ana",
      "authorizer.claims": "-",
      "authorizer.error": "-",
    });
  });

  test.each([
    ["no token", undefined, "missing: token not provided"],
    ["no JWT", "x", "invalid_token: token contains an invalid number of segments"],
  ])("leaves the error of %s", async (_, token, error) => {
    expect(await loggedWith(token)).toMatchObject({
      status: "401",
      "error.message": "Unauthorized",
      "error.responseType": "UNAUTHORIZED",
      "authorizer.error": error,
      integrationStatus: "-",
    });
  });
});

describe("a Lambda authorizer", () => {
  async function loggedBy(response: FakeResponse, resources?: TestApi["resources"]) {
    const access = new AccessLines([
      ...ERRORS,
      ...INTEGRATION,
      "authorizer.tier",
      "authorizer.principalId",
    ]);
    const { log, accessLog, settings } = access;
    const authorizer = { enable_simple_responses: false };
    const api = { stage: settings, accessLog, log, resources };
    const { gateway } = apiOf({ authorizer, api, response });
    await withServer(
      (incoming, outgoing) => void gateway.handle(incoming, outgoing),
      (url) =>
        send(url, "", { method: "GET", path: "/pets/7", headers: { authorization: "token" } }),
    );
    return access.values;
  }

  test.each<[string, FakeResponse, object]>([
    [
      "its context and principal",
      { returns: policy("Allow", "*", { context: { tier: 1 } }) },
      { status: "200", "authorizer.tier": "1", "authorizer.principalId": "user" },
    ],
    [
      "no integration for a request that it refuses",
      { returns: policy("Deny", "*") },
      { status: "403", "error.responseType": "ACCESS_DENIED", integrationStatus: "-" },
    ],
    [
      "its own failure",
      { fails: { errorMessage: "boom" } },
      { status: "500", "error.responseType": "AUTHORIZER_FAILURE", "integration.error": "-" },
    ],
  ])("leaves %s", async (_, response, expected) => {
    expect(await loggedBy(response)).toEqual([expect.objectContaining(expected)]);
  });

  test("without a permission for its function leaves AWS's text about that", async () => {
    const permission = {
      action: "lambda:InvokeFunction",
      function_name: "authorize",
      principal: "s3.amazonaws.com",
    };

    const values = await loggedBy(
      { returns: policy("Allow", "*") },
      {
        "aws_lambda_function.authorize": { function_name: "authorize", arn: FUNCTION },
        "aws_lambda_permission.authorize": permission,
      },
    );

    const error = expect.stringContaining("permissions to call the authorizer") as string;
    expect(values).toMatchObject([{ "authorizer.error": error, "integration.error": "-" }]);
  });
});
