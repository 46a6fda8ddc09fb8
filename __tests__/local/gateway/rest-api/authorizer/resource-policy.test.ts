import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "../../../../../local/iam/sigv4";
import { withServer } from "../../../../support/loopback-server";
import { send } from "../../../cases/support/exchange";
import { FakeLambda } from "../../support/fake-lambda";
import { FakeLog } from "../../support/fake-log";
import { gatewayOf, header, proxy, responseTo, text, type TestApi } from "../support/serve";
import { EXECUTION_ARN, guarded, GuardedLambda, output, policy } from "../support/guarded";
import { Sha256 } from "../../../support/sha256";

const allow = (more: object = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...more,
});
const deny = (more: object = {}) => allow({ Effect: "Deny", ...more });
const from = (operator: string, range: string) => ({
  Condition: { [operator]: { "aws:SourceIp": range } },
});
const withPolicy = (...Statement: object[]) => ({
  execution_arn: EXECUTION_ARN,
  policy: JSON.stringify({ Version: "2012-10-17", Statement }),
});

const MASKED = "arn:aws:execute-api:eu-west-1:********9012:api1/dev/GET/a";
const ANONYMOUS = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${MASKED}`;
const IMPLICIT = `{"Message":"${ANONYMOUS} because no resource-based policy allows the execute-api:Invoke action"}`;
const EXPLICIT = `{"Message":"${ANONYMOUS} with an explicit deny"}`;

describe("a public method of an API with a resource policy needs to be allowed by it", () => {
  test.each<[string, object[], number, string]>([
    ["allowed", [allow()], 200, ""],
    ["allowed by its whole ARN", [allow({ Resource: `${EXECUTION_ARN}/dev/GET/a` })], 200, ""],
    ["allowed for this address", [allow(from("IpAddress", "203.0.113.0/24"))], 200, ""],
    ["allowed for another address", [allow(from("IpAddress", "198.51.100.0/24"))], 403, IMPLICIT],
    ["allowed on another path", [allow({ Resource: "execute-api:/*/GET/b" })], 403, IMPLICIT],
    ["allowed for somebody", [allow({ Principal: { AWS: "123456789012" } })], 403, IMPLICIT],
    ["denied although allowed", [allow(), deny()], 403, EXPLICIT],
    [
      "denied for other addresses",
      [allow(), deny(from("NotIpAddress", "203.0.113.0/24"))],
      200,
      "",
    ],
    ["denied for this address", [allow(), deny(from("IpAddress", "203.0.113.7"))], 403, EXPLICIT],
    [
      "denied without a VPC endpoint",
      [allow(), deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } })],
      403,
      EXPLICIT,
    ],
    [
      "allowed from a VPC",
      [allow({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } })],
      403,
      IMPLICIT,
    ],
    [
      "denied to all principals but one",
      [allow(), deny({ Principal: undefined, NotPrincipal: { AWS: "123456789012" } })],
      403,
      EXPLICIT,
    ],
  ])("%s", async (_, statements, status, body) => {
    const lambda = new FakeLambda();
    const api = { lambda, paths: { "/a": { get: proxy() } }, api: withPolicy(...statements) };

    const got = await responseTo({ ...api, sourceIp: "203.0.113.7" }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([status, body]);
    expect(lambda.invocations).toHaveLength(status === 200 ? 1 : 0);
    expect(header(got, "x-amzn-ErrorType")).toBe(
      status === 200 ? undefined : "AccessDeniedException",
    );
  });

  test.each<[string, object[]]>([
    ["allows", [allow({ Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } })]],
    ["denies", [allow(), deny({ Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } })]],
  ])("and gets 501 where a condition that can't be evaluated %s", async (_, statements) => {
    const lambda = new FakeLambda();
    const api = { lambda, paths: { "/a": { get: proxy() } }, api: withPolicy(...statements) };

    expect((await responseTo(api, { path: "/a" })).status).toBe(501);
    expect(lambda.invocations).toHaveLength(0);
  });

  test("whether it is a separate resource or in the document", async () => {
    const paths = { "/a": { get: proxy() } };
    const denying = { Statement: [deny()] };
    const separate = { rest_api_id: "api1", policy: JSON.stringify(denying) };
    const resources = { "aws_api_gateway_rest_api_policy.p": separate };
    const document = { "x-amazon-apigateway-policy": denying };

    expect((await responseTo({ paths, resources }, { path: "/a" })).status).toBe(403);
    expect((await responseTo({ paths, document }, { path: "/a" })).status).toBe(403);
  });
});

describe("together with a Lambda authorizer", () => {
  const unnamed = policy("Allow", "*/GET/other");
  test.each<[string, object, object[], number, number]>([
    ["both allow", policy("Allow"), [allow()], 200, 1],
    ["only the authorizer allows", policy("Allow"), [allow({ Resource: "other" })], 200, 1],
    ["only the resource policy allows", unnamed, [allow()], 200, 1],
    ["neither allows", unnamed, [allow({ Resource: "other" })], 403, 1],
    ["the authorizer denies", policy("Deny"), [allow()], 403, 1],
    ["the resource policy denies", policy("Allow"), [deny()], 403, 0],
  ])("%s", async (_, policyDocument, statements, status, invocations) => {
    const lambda = new GuardedLambda({ returns: output({ policyDocument }) });
    const api = guarded({ lambda, api: withPolicy(...statements) });

    const got = await responseTo(api, { path: "/pets/7", headers: { Authorization: "t" } });

    expect(got.status).toBe(status);
    expect(lambda.auth.invocations).toHaveLength(invocations);
    expect(lambda.invocations).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe("AWS_IAM", () => {
  const caller = {
    accessKey: "AKID",
    accountId: "123456789012",
    userArn: "arn:aws:iam::123456789012:user/ann",
    userId: "AIDA1",
    principalOrgId: null,
  };
  const knowing = (accountId = "123456789012"): Credentials =>
    new Map([
      [
        "AKID",
        {
          caller: { ...caller, accountId, userArn: `arn:aws:iam::${accountId}:user/ann` },
          secretKey: "secret",
          sessionToken: undefined,
        },
      ],
    ]);
  const iam = (more: TestApi = {}): TestApi => ({
    paths: { "/a": { get: proxy({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }) } },
    ...more,
  });

  /** A signed request, to the port that the API gets. */
  const signedGet = (api: TestApi) => {
    const gateway = gatewayOf(api);
    return withServer(
      (incoming, outgoing) => void gateway.handle(incoming, outgoing),
      async (url) => {
        const signer = new SignatureV4({
          service: "execute-api",
          region: "eu-west-1",
          sha256: Sha256 as never,
          credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
        });
        const { host, hostname } = new URL(url);
        const { headers } = await signer.sign({
          method: "GET",
          protocol: "http:",
          hostname,
          path: "/dev/a",
          headers: { host },
        });
        return send(url, "/dev", { method: "GET", path: "/a", headers });
      },
    );
  };

  test("passes a signed request on, with its caller and without its signature", async () => {
    const lambda = new FakeLambda();

    const got = await signedGet(iam({ lambda, credentials: knowing() }));

    expect(got.status).toBe(200);
    expect(lambda.event["requestContext"]).toMatchObject({
      identity: {
        accessKey: "AKID",
        accountId: "123456789012",
        caller: "AIDA1",
        user: "AIDA1",
        userArn: caller.userArn,
      },
    });
    expect(lambda.event["requestContext"]).not.toHaveProperty("authorizer");
    const names = Object.keys(lambda.event["headers"] as object).map((name) => name.toLowerCase());
    expect(names).toContain("x-amz-date");
    expect(names).not.toContain("authorization");
  });

  test("refuses an unsigned request, and a signed one without credentials", async () => {
    const lambda = new FakeLambda();
    const log = new FakeLog();

    const unsigned = await responseTo(iam({ lambda, credentials: knowing() }), { path: "/a" });
    const unknown = await signedGet(iam({ lambda, log }));

    expect([unsigned.status, text(unsigned), header(unsigned, "x-amzn-ErrorType")]).toEqual([
      403,
      '{"message":"Missing Authentication Token"}',
      "MissingAuthenticationTokenException",
    ]);
    expect([unknown.status, text(unknown), header(unknown, "x-amzn-ErrorType")]).toEqual([
      403,
      '{"message":"The security token included in the request is invalid."}',
      "UnrecognizedClientException",
    ]);
    expect(log.reports[0]?.reason).toContain("--credentials-file FILE");
    expect(lambda.invocations).toHaveLength(0);
  });

  const arn = "arn:aws:iam::123456789012:user/ann";
  test.each<[string, object[], string, number]>([
    ["a policy that doesn't mention its account", [allow({ Resource: "x" })], "123456789012", 200],
    ["a policy that denies it", [allow(), deny({ Principal: { AWS: arn } })], "123456789012", 403],
    [
      "a policy that denies everybody else",
      [allow(), deny({ Principal: undefined, NotPrincipal: { AWS: arn } })],
      "123456789012",
      200,
    ],
    [
      "a policy that doesn't mention another account",
      [allow({ Resource: "x" })],
      "210987654321",
      403,
    ],
    [
      "a policy that allows another account",
      [allow({ Principal: { AWS: "arn:aws:iam::210987654321:root" } })],
      "210987654321",
      200,
    ],
  ])("with %s", async (_, statements, accountId, status) => {
    const api = withPolicy(...statements);

    const got = await signedGet(iam({ credentials: knowing(accountId), api }));

    expect(got.status).toBe(status);
  });
});
