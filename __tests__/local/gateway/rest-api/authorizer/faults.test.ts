import fc from "fast-check";
import { LambdaServiceError } from "../../../../../local/lambda/lambda-service";
import { FakeLog } from "../../support/fake-log";
import { problemsOf } from "../../support/problems";
import type { FakeResponse } from "../../support/fake-lambda";
import { gatewayOf, header, integrationOf, responseTo, text, WITHOUT_BODY } from "../support/serve";
import { guarded, GuardedLambda, guardedResources, output, policy } from "../support/guarded";

const get = { path: "/pets/7", headers: { Authorization: "t" } };
const STATEMENT = policy("Allow").Statement[0];
const throttled = new LambdaServiceError("TooManyRequestsException", 429, "Rate Exceeded.");

test.each<[string, FakeResponse, number, string, string]>([
  [
    "throws Unauthorized",
    { fails: { errorMessage: "Unauthorized", errorType: "Error" } },
    401,
    '{"message":"Unauthorized"}',
    "UnauthorizedException",
  ],
  ...(
    [
      ["throws something else", { fails: { errorMessage: "unauthorized" } }],
      ["returns nothing", { returns: null }],
      ["returns a text", { returns: "Allow" }],
      ["returns a simple response", { returns: { isAuthorized: true } }],
      ["returns no principal", { returns: output({ principalId: undefined }) }],
      ["returns an empty principal", { returns: output({ principalId: "" }) }],
      ["returns no policy", { returns: output({ policyDocument: undefined }) }],
      ["returns an effect in lower case", { returns: output({ policyDocument: policy("allow") }) }],
      [
        "returns a statement without a resource",
        {
          returns: output({ policyDocument: { Statement: { ...STATEMENT, Resource: undefined } } }),
        },
      ],
      [
        "returns a resource of 513 characters",
        { returns: output({ policyDocument: policy("Allow", "a".repeat(513)) }) },
      ],
      ["returns a nested context", { returns: output({ context: { a: { b: 1 } } }) }],
      ["returns a list in the context", { returns: output({ context: { a: [] } }) }],
      ["returns null in the context", { returns: output({ context: { a: null } }) }],
      ["returns a key that is not a string", { returns: output({ usageIdentifierKey: 7 }) }],
    ] as [string, FakeResponse][]
  ).map(
    ([name, response]) =>
      [name, response, 500, '{"message":null}', "AuthorizerConfigurationException"] as [
        string,
        FakeResponse,
        number,
        string,
        string,
      ],
  ),
  ["is throttled", { throws: throttled }, 500, '{"message":null}', "AuthorizerFailureException"],
])("an authorizer that %s", async (_, response, status, body, errorType) => {
  const lambda = new GuardedLambda(response);
  const log = new FakeLog();

  const got = await responseTo(guarded({ lambda, log }), get);

  expect([got.status, text(got), header(got, "x-amzn-ErrorType")]).toEqual([
    status,
    body,
    errorType,
  ]);
  expect(lambda.invocations).toHaveLength(0);
  expect(log.reports[0]?.reason).toContain("authorizer");
});

test("a context of 100 KB is passed on", async () => {
  const lambda = new GuardedLambda({ returns: output({ context: { big: "x".repeat(100_000) } }) });

  const got = await responseTo(guarded({ lambda }), get);

  expect(got.status).toBe(200);
});

test("an authorizer that API Gateway may not invoke is a fault, and its permission is shown", async () => {
  const log = new FakeLog();
  const fn = { "aws_lambda_function.auth": { function_name: "auth", arn: AUTH_ARN } };
  const permission = (id: string) => ({
    "aws_lambda_permission.auth": {
      action: "lambda:InvokeFunction",
      function_name: "auth",
      principal: "apigateway.amazonaws.com",
      source_arn: `\${aws_api_gateway_rest_api.api.execution_arn}/${id}`,
    },
  });
  const status = async (resources: object) => {
    const lambda = new GuardedLambda();
    const stack = { ...WITHOUT_BODY, ...guardedResources({}), ...fn, ...resources };
    const sent = { path: "/pets", headers: { Authorization: "t" } };
    return (await responseTo({ lambda, log, resources: stack }, sent)).status;
  };

  expect(await status({})).toBe(500);
  expect(await status(permission("*/*"))).toBe(200);
  expect(await status(permission("*/GET/pets"))).toBe(500);
  expect(await status(permission("authorizers/auth1"))).toBe(200);
  expect(log.reports[0]?.reason).toContain(
    'source_arn = "${aws_api_gateway_rest_api.api.execution_arn}/authorizers/auth1"',
  );
});

const AUTH_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:auth";

test("a gateway response of the API replaces AWS's own", async () => {
  const responses = {
    UNAUTHORIZED: {
      statusCode: 418,
      responseTemplates: { "text/plain": "who? $context.error.responseType" },
    },
    ACCESS_DENIED: {
      responseParameters: { "gatewayresponse.header.X-User": "context.authorizer.principalId" },
    },
    AUTHORIZER_CONFIGURATION_ERROR: {
      responseTemplates: { "application/json": '{"m":$context.error.messageString}' },
    },
  };
  const document = { "x-amazon-apigateway-gateway-responses": responses };
  const got = async (response: FakeResponse, headers: Record<string, string>) =>
    responseTo(guarded({ document, lambda: new GuardedLambda(response) }), { ...get, headers });

  const missing = await got({ returns: output() }, {});
  expect([missing.status, text(missing)]).toEqual([418, "who? UNAUTHORIZED"]);
  expect(
    (await got({ returns: output({ policyDocument: policy("Deny") }) }, get.headers)).status,
  ).toBe(403);
  expect(text(await got({ returns: 1 }, get.headers))).toBe('{"m":null}');
});

test("templates read what the authorizer says about the caller", async () => {
  const mock = integrationOf({
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: {
      default: {
        statusCode: "200",
        responseTemplates: {
          "application/json": "$context.authorizer.principalId,$context.authorizer.team",
        },
        responseParameters: { "method.response.header.X-Team": "context.authorizer.team" },
      },
    },
  });
  const lambda = new GuardedLambda({ returns: output({ context: { team: "a" } }) });

  const got = await responseTo(guarded({ lambda, operation: mock }), get);

  expect([text(got), header(got, "X-Team")]).toEqual(["ann,a", "a"]);
});

test.each<[string, object, string]>([
  ["of an unknown type", { type: "magic" }, 'type is "magic". Use one of TOKEN, REQUEST'],
  ["without a function", { authorizerUri: undefined }, "authorizer_uri is missing"],
  [
    "with an unknown source",
    { type: "request", identitySource: "method.request.body" },
    "identity_source is",
  ],
  ["with a TTL over an hour", { authorizerResultTtlInSeconds: 3601 }, "Use 0 to 3600 seconds."],
  ["that caches without a source", { type: "request" }, "Caching needs an identity source"],
  [
    "with an invalid expression",
    { identityValidationExpression: "(" },
    "identity_validation_expression",
  ],
])("an authorizer %s makes its methods unservable", async (_, authorizer, problem) => {
  const api = guarded({ authorizer });

  expect(problemsOf(gatewayOf(api)).join()).toContain(problem);
  expect((await responseTo(api, get)).status).toBe(501);
});

const json = fc.jsonValue({ maxDepth: 2 });
const effects = fc.constantFrom("Allow", "Deny", "allow", "", null);
const resources = fc.constantFrom("*", "arn:*", "*/GET/*", "*/POST/*", "", null, []);
const outputs = fc.oneof(
  json,
  fc.record(
    {
      principalId: fc.oneof(fc.constant("ann"), json),
      policyDocument: fc.oneof(
        json,
        fc.record({
          Statement: fc.array(
            fc.record(
              {
                Effect: effects,
                Action: fc.constantFrom("execute-api:Invoke", "*", "s3:*", null),
                Resource: resources,
                Condition: fc.constantFrom({}, { Bool: { unknown: "true" } }, { Bool: 1 }),
              },
              { requiredKeys: [] },
            ),
            { maxLength: 3 },
          ),
        }),
      ),
      context: fc.oneof(fc.constant({}), json),
    },
    { requiredKeys: [] },
  ),
);

/** Doesn't use the gateway's code, whose mistakes it would repeat. */
function isPositive(value: unknown): boolean {
  const { policyDocument } = (value ?? {}) as { policyDocument?: { Statement?: unknown } };
  const statements = [policyDocument?.Statement ?? []].flat() as Record<string, unknown>[];
  const covers = (one: Record<string, unknown>) =>
    ["execute-api:Invoke", "*"].includes(String(one["Action"])) &&
    ["*", "arn:*", "*/GET/*"].includes(String(one["Resource"]));
  return (
    statements.some((one) => one["Effect"] === "Allow" && covers(one)) &&
    !statements.some((one) => one["Effect"] === "Deny" && covers(one) && !one["Condition"])
  );
}

test("no output of an authorizer lets a request through without a positive decision", async () => {
  await fc.assert(
    fc.asyncProperty(outputs, async (value) => {
      const lambda = new GuardedLambda({ returns: value });

      const got = await responseTo(guarded({ lambda }), get);

      const isThrough = lambda.invocations.length > 0;
      expect(isThrough).toBe(got.status === 200);
      expect(isThrough && !isPositive(value)).toBe(false);
    }),
    { numRuns: 200 },
  );
}, 30_000);
