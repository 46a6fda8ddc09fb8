import { LambdaServiceError } from "../../../../local/lambda";
import type { FakeResponse } from "../support/fake-lambda";
import { text } from "../support/response";
import {
  ALLOWED,
  BY_POLICY,
  FORMAT_1,
  FUNCTION,
  policy,
  request,
} from "./support/lambda-authorizer";

describe("a simple response", () => {
  test.each([[true], ["true"]])("with isAuthorized %j lets the request through", async (value) => {
    const { response, functions } = await request({
      response: { returns: { isAuthorized: value } },
    });
    expect(response.status).toBe(200);
    expect(functions.route.invocations).toHaveLength(1);
  });

  test.each([[false], ["false"]])("with isAuthorized %j is a 403", async (value) => {
    const { response, functions } = await request({
      response: { returns: { isAuthorized: value } },
    });
    expect([response.status, text(response)]).toEqual([403, '{"message":"Forbidden"}']);
    expect(functions.route.invocations).toEqual([]);
  });
});

describe("a policy", () => {
  const ARN = "arn:aws:execute-api:eu-west-1:123456789012:api1/$default/GET/pets/7";
  const api = { api: { execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:api1" } };

  test.each([
    ["Allow", "*", 200],
    ["Allow", ARN, 200],
    ["Allow", ARN.replace("GET/pets/7", "*"), 200],
    ["Allow", ARN.replace("/7", "/?"), 200],
    ["Allow", ARN.replace("/7", "/8"), 403],
    ["Allow", ARN.replace("$default", "dev"), 403],
    ["Deny", "*", 403],
  ])("with %s on %s is a %i", async (effect, resource, status) => {
    const test = { api, authorizer: BY_POLICY, response: { returns: policy(effect, resource) } };
    expect((await request(test)).response.status).toBe(status);
  });

  test("is matched with the decoded path within the stage", async () => {
    const resource = ARN.replace("$default/GET/pets/7", "dev/GET/pets/a b");
    const { response } = await request(
      {
        api: { ...api, stage: { name: "dev" } },
        authorizer: BY_POLICY,
        response: { returns: policy("Allow", resource) },
      },
      { path: "/dev/pets/a%20b" },
    );
    expect(response.status).toBe(200);
  });

  test("with a condition that can't be evaluated is a 501, and not a guess", async () => {
    const condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
    const statement = { Effect: "Allow", Action: "*", Resource: "*", Condition: condition };
    const returns = { principalId: "user", policyDocument: { Statement: [statement] } };
    const { response, functions } = await request({ authorizer: BY_POLICY, response: { returns } });
    expect(response.status).toBe(501);
    expect(functions.route.invocations).toEqual([]);
  });
});

describe("without a usable result, the response is AWS's", () => {
  const OTHER = policy("Allow", "*");
  test.each<[what: string, authorizer: object, response: FakeResponse]>([
    ["the function fails", {}, { fails: { errorMessage: "boom", errorType: "Error" } }],
    ["Lambda refuses", {}, { throws: new LambdaServiceError("TooManyRequests", 429, "no") }],
    ["it returns null", {}, { returns: null }],
    ["it returns a text", {}, { returns: "true" }],
    ["it returns a list", {}, { returns: [ALLOWED] }],
    ["isAuthorized is missing", {}, { returns: {} }],
    ["isAuthorized is null", {}, { returns: { isAuthorized: null } }],
    ["isAuthorized is 1", {}, { returns: { isAuthorized: 1 } }],
    ["isAuthorized is TRUE", {}, { returns: { isAuthorized: "TRUE" } }],
    ["it returns a policy where a simple response is expected", {}, { returns: OTHER }],
    ["it returns both", {}, { returns: { ...OTHER, ...ALLOWED } }],
    ["the context is a text", {}, { returns: { ...ALLOWED, context: "x" } }],
    ["it returns a simple response where a policy is expected", BY_POLICY, { returns: ALLOWED }],
    ["principalId is missing", BY_POLICY, { returns: { ...OTHER, principalId: undefined } }],
    ["principalId is empty", BY_POLICY, { returns: { ...OTHER, principalId: "" } }],
    ["Effect is allow", BY_POLICY, { returns: policy("allow", "*") }],
    ["Resource is empty", BY_POLICY, { returns: policy("Allow", "") }],
    ["the policy is a text", BY_POLICY, { returns: { ...OTHER, policyDocument: "Allow" } }],
    ["the context is nested", FORMAT_1, { returns: { ...OTHER, context: { a: { b: 1 } } } }],
    ["the context has null", FORMAT_1, { returns: { ...OTHER, context: { a: null } } }],
  ])("if %s: 500", async (_, authorizer, response) => {
    const got = await request({ authorizer, response });
    expect([got.response.status, text(got.response)]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ]);
    expect(got.functions.route.invocations).toEqual([]);
    expect(got.trace?.reason).toMatch(/^authorizer own: /);
  });

  test.each<[what: string, response: FakeResponse]>([
    ["throws", { fails: { errorMessage: "Unauthorized", errorType: "Error" } }],
    ["returns", { returns: { errorMessage: "Unauthorized" } }],
  ])("if it %s Unauthorized: 401 without a challenge", async (_, response) => {
    const got = await request({ response });
    expect([got.response.status, text(got.response)]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(got.response.headers.map(([name]) => name)).not.toContain("www-authenticate");
  });

  test("if it takes ten seconds: 500", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] });
    try {
      const pending = request({ response: "never" });
      await jest.advanceTimersByTimeAsync(0);
      const got = await settled(pending);
      expect(got.response.status).toBe(500);
      expect(got.trace?.reason).toBe("authorizer own: its function took longer than 10000 ms");
    } finally {
      jest.useRealTimers();
    }
  });
});

/** Advances the fake time until a promise settles. */
async function settled<T>(pending: Promise<T>): Promise<T> {
  let isPending = true;
  void pending.finally(() => (isPending = false));
  while (isPending) {
    await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(500);
  }
  return pending;
}

describe("the permission to invoke its function", () => {
  const resources = (source: string) => ({
    "aws_lambda_function.authorize": { function_name: "authorize", arn: FUNCTION },
    "aws_lambda_permission.authorize": {
      action: "lambda:InvokeFunction",
      function_name: "authorize",
      principal: "apigateway.amazonaws.com",
      source_arn: `arn:aws:execute-api:eu-west-1:123456789012:api1/${source}`,
    },
  });
  const api = { execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:api1" };

  test.each([
    ["authorizers/auth1", 200],
    ["authorizers/auth2", 500],
    ["*/GET/*", 500],
  ])("with the source %s is a %i", async (source, status) => {
    const { response, trace } = await request({ api: { api, resources: resources(source) } });
    expect(response.status).toBe(status);
    expect(trace?.reason ?? "/authorizers/auth1").toContain("/authorizers/auth1");
  });
});

describe("an authorizer that AWS refuses is not served", () => {
  test.each([
    ["authorizer_payload_format_version", { authorizer_payload_format_version: undefined }],
    ["enable_simple_responses", { authorizer_payload_format_version: "1.0" }],
    ["authorizer_uri", { authorizer_uri: "https://x.example" }],
    ["authorizer_result_ttl_in_seconds", { authorizer_result_ttl_in_seconds: 3601 }],
    [
      "authorizer_result_ttl_in_seconds",
      { identity_sources: [], authorizer_result_ttl_in_seconds: 60 },
    ],
    ["identity_sources", { identity_sources: ["method.request.header.Authorization"] }],
    ["identity_sources", { identity_sources: ["$context.authorizer.x"] }],
  ])("for its %s", async (attribute, authorizer) => {
    const { response, functions } = await request({ authorizer });
    expect([response.status, text(response)]).toEqual([
      501,
      expect.stringContaining(`aws_apigatewayv2_authorizer.own: ${attribute} is`),
    ]);
    expect(functions.route.invocations).toEqual([]);
  });
});
