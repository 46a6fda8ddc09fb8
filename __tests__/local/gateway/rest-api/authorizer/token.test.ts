import { header, responsesTo, responseTo, text, WITHOUT_BODY } from "../support/serve";
import {
  EXECUTION_ARN,
  guarded,
  GuardedLambda,
  guardedResources,
  output,
  policy,
} from "../support/guarded";

const get = { path: "/pets/7", headers: { Authorization: "Bearer t" } };

test("a TOKEN authorizer receives the token and the ARN of the request, in AWS's order", async () => {
  const lambda = new GuardedLambda();

  const got = await responseTo(guarded({ lambda }), get);

  expect(got.status).toBe(200);
  expect(JSON.stringify(lambda.auth.event)).toBe(
    '{"type":"TOKEN","methodArn":"arn:aws:execute-api:eu-west-1:123456789012:api1/dev/GET/pets/7","authorizationToken":"Bearer t"}',
  );
});

test("the function gets the context as texts, the principal and the latency", async () => {
  const context = { text: "a", whole: 123, zero: 0, float: 1.5, yes: true, no: false };
  const lambda = new GuardedLambda({ returns: output({ context }) });

  await responseTo(guarded({ lambda }), get);

  const { authorizer } = lambda.event["requestContext"] as Record<string, unknown>;
  expect(authorizer).toEqual({
    text: "a",
    whole: "123",
    zero: "0",
    float: "1.5",
    yes: "true",
    no: "false",
    principalId: "ann",
    integrationLatency: expect.any(Number) as number,
  });
  expect(lambda.event["headers"]).toMatchObject({ Authorization: "Bearer t" });
});

test.each<[string, Record<string, string>]>([
  ["is missing", {}],
  ["is empty", { Authorization: "" }],
  ["doesn't match the validation expression as a whole", { Authorization: "allow me" }],
])("a token that %s gets 401 without an invocation", async (_, headers) => {
  const lambda = new GuardedLambda();
  const authorizer = { identityValidationExpression: "^allow[a-z]*" };

  const got = await responseTo(guarded({ lambda, authorizer }), { path: "/pets/7", headers });

  expect([got.status, text(got), header(got, "x-amzn-ErrorType")]).toEqual([
    401,
    '{"message":"Unauthorized"}',
    "UnauthorizedException",
  ]);
  expect(header(got, "www-authenticate")).toBeUndefined();
  expect(lambda.auth.invocations).toHaveLength(0);
  expect(lambda.invocations).toHaveLength(0);
});

describe("a policy decides about each request", () => {
  const EXPLICIT =
    '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}';
  const IMPLICIT =
    '{"Message":"User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action"}';
  const arn = (rest: string) => `${EXECUTION_ARN}/${rest}`;
  const both = {
    Statement: [...policy("Allow").Statement, ...policy("Deny", arn("*/GET/pets/7")).Statement],
  };

  test.each<[string, object, number, string]>([
    ["allowed by the exact ARN", policy("Allow", arn("dev/GET/pets/7")), 200, "{}"],
    ["allowed by a * across slashes", policy("Allow", [arn("x"), arn("*/pets*")]), 200, "{}"],
    ["allowed by a ?", policy("Allow", arn("dev/GE?/pets/?")), 200, "{}"],
    ["denied", policy("Deny"), 403, EXPLICIT],
    ["denied although allowed", both, 403, EXPLICIT],
    ["not allowed for this method", policy("Allow", arn("dev/POST/*")), 403, IMPLICIT],
    ["not allowed in this stage", policy("Allow", arn("prod/*")), 403, IMPLICIT],
    [
      "not allowed for this action",
      { Statement: [{ Action: "execute-api:ManageConnections", Effect: "Allow", Resource: "*" }] },
      403,
      IMPLICIT,
    ],
  ])("%s", async (_, policyDocument, status, body) => {
    const lambda = new GuardedLambda({ returns: output({ policyDocument }) });

    const got = await responseTo(guarded({ lambda }), get);

    expect([got.status, text(got) || "{}"]).toEqual([status, body]);
    expect(lambda.invocations).toHaveLength(status === 200 ? 1 : 0);
    expect(header(got, "x-amzn-ErrorType")).toBe(
      status === 200 ? undefined : "AccessDeniedException",
    );
  });

  test("with conditions on the caller's address", async () => {
    const Condition = { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } };
    const Statement = [{ ...policy("Allow").Statement[0], Condition }];
    const lambda = new GuardedLambda({ returns: output({ policyDocument: { Statement } }) });

    expect((await responseTo(guarded({ lambda }), get)).status).toBe(200);
    const other = { ...guarded({ lambda }), sourceIp: "203.0.113.7" };
    expect((await responseTo(other, get)).status).toBe(403);
  });

  test("unless a condition can't be evaluated: that gets 501", async () => {
    const Condition = { StringEquals: { "aws:PrincipalTag/team": "a" } };
    const Statement = [{ ...policy("Allow").Statement[0], Condition }];
    const lambda = new GuardedLambda({ returns: output({ policyDocument: { Statement } }) });

    const got = await responseTo(guarded({ lambda }), get);

    expect([got.status, text(got)]).toEqual([
      501,
      expect.stringContaining("StringEquals aws:PrincipalTag/team"),
    ]);
    expect(lambda.invocations).toHaveLength(0);
  });
});

describe("a decision is kept", () => {
  const requests = [get, get];

  test("for its TTL, with a latency of 0", async () => {
    const lambda = new GuardedLambda({ returns: output({ context: { team: "a" } }) });

    const got = await responsesTo(guarded({ lambda }), requests);

    expect(got.map(({ status }) => status)).toEqual([200, 200]);
    expect(lambda.auth.invocations).toHaveLength(1);
    expect(lambda.invocations[1]?.event).toMatchObject({
      requestContext: { authorizer: { team: "a", principalId: "ann", integrationLatency: 0 } },
    });
  });

  test("for one token and one stage", async () => {
    const lambda = new GuardedLambda();
    const other = { ...get, headers: { Authorization: "Bearer u" } };
    const resources = {
      "aws_api_gateway_stage.other": {
        rest_api_id: "api1",
        deployment_id: "dep1",
        stage_name: "other",
      },
    };

    await responsesTo(guarded({ lambda, resources }), [
      get,
      other,
      { ...get, raw_path: "/other/pets/7" },
      get,
    ]);

    expect(lambda.auth.invocations).toHaveLength(3);
  });

  test("for all methods, whose ARNs its policy is compared with again", async () => {
    const narrow = policy("Allow", "*/GET/pets/7");
    const lambda = new GuardedLambda({ returns: output({ policyDocument: narrow }) });

    const got = await responsesTo(guarded({ lambda }), [
      get,
      { ...get, method: "POST" },
      { ...get, path: "/pets/8" },
    ]);

    expect(got.map(({ status }) => status)).toEqual([200, 403, 403]);
    expect(lambda.auth.invocations).toHaveLength(1);
  });

  test("not with a TTL of 0", async () => {
    const lambda = new GuardedLambda();

    await responsesTo(
      guarded({ lambda, authorizer: { authorizerResultTtlInSeconds: 0 } }),
      requests,
    );

    expect(lambda.auth.invocations).toHaveLength(2);
  });

  test("if it denies, but not if there is none", async () => {
    const denying = new GuardedLambda({ returns: output({ policyDocument: policy("Deny") }) });
    const failing = new GuardedLambda({ fails: { errorMessage: "Unauthorized" } });
    const malformed = new GuardedLambda({ returns: { principalId: "ann" } });

    const got = [];
    for (const lambda of [denying, failing, malformed]) {
      got.push(...(await responsesTo(guarded({ lambda }), requests)));
    }

    expect(got.map(({ status }) => status)).toEqual([403, 403, 401, 401, 500, 500]);
    expect([denying, failing, malformed].map(({ auth }) => auth.invocations.length)).toEqual([
      1, 2, 2,
    ]);
  });
});

test("an authorizer of separate resources is served with Terraform's defaults", async () => {
  const lambda = new GuardedLambda();
  const resources = { ...WITHOUT_BODY, ...guardedResources({}) };
  const request = { path: "/pets", headers: { authorization: "t" } };

  const got = await responsesTo({ lambda, resources }, [request, request, { path: "/pets" }]);

  expect(got.map(({ status }) => status)).toEqual([200, 200, 401]);
  expect(lambda.auth.invocations).toHaveLength(1);
});
