import type { ApiGateway } from "../../../../local/gateway/gateway";
import { createGateways } from "../../../../local/gateway/gateways";
import { describeStack } from "../../../../local/review/describe";
import { withServer } from "../../../support/loopback-server";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { problemsOf } from "../support/problems";
import { firstOf, responsesFrom } from "../support/responses";
import { text } from "../support/response";
import { servicesFor } from "../support/services";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
const AUTHORIZER = "arn:aws:lambda:eu-west-1:123456789012:function:authorize";
const invocations = (arn: string): string =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const STAGE = { api_id: "api1", name: "$default", auto_deploy: true };
const INTEGRATION = {
  type: "aws_proxy",
  httpMethod: "POST",
  uri: invocations(FUNCTION),
  payloadFormatVersion: "2.0",
};
const operation = (more: object = {}): object => ({
  "x-amazon-apigateway-integration": INTEGRATION,
  ...more,
});

interface Test {
  readonly paths?: object;
  readonly schemes?: object;
  readonly document?: object;
  readonly api?: PlainResources[string];
  readonly resources?: PlainResources;
  readonly lambda?: FakeLambda;
}

function stackOf({ paths = {}, schemes, document, api, resources }: Test) {
  const components = { securitySchemes: schemes ?? {} };
  const body = JSON.stringify({ openapi: "3.0.1", paths, components, ...document });
  return plainStack("/", {
    "aws_apigatewayv2_api.api": {
      id: "api1",
      name: "test",
      protocol_type: "HTTP",
      body: body.replaceAll("${", "$${"),
      ...api,
    },
    "aws_apigatewayv2_stage.stage": STAGE,
    ...resources,
  });
}

function gatewayOf(test: Test): ApiGateway {
  const stack = stackOf(test);
  return firstOf(createGateways(stack, servicesFor(stack, { lambda: test.lambda })));
}

const statusesOf = async (
  test: Test,
  requests: Parameters<typeof responsesFrom>[2],
): Promise<number[]> =>
  (await responsesFrom(gatewayOf(test), "", requests)).map(({ status }) => status);

test("each operation is a route, with its integration", async () => {
  const lambda = new FakeLambda();
  const paths = {
    "/pets/{id}": { get: operation() },
    "/any": { "x-amazon-apigateway-any-method": operation() },
  };

  expect(
    await statusesOf({ paths, lambda }, [
      { path: "/pets/7" },
      { method: "DELETE", path: "/any" },
      { method: "POST", path: "/pets/7" },
    ]),
  ).toEqual([200, 200, 404]);
  expect(lambda.invocations[0]).toMatchObject({
    functionRef: FUNCTION,
    event: { version: "2.0", routeKey: "GET /pets/{id}", pathParameters: { id: "7" } },
  });
  expect(lambda.invocations[1]?.event).toMatchObject({ routeKey: "ANY /any" });
});

test.each(["/$default", "$default"])("the path %s is the default route", async (path) => {
  const paths = {
    [path]: { "x-amazon-apigateway-any-method": operation({ isDefaultRoute: true }) },
  };
  const lambda = new FakeLambda();

  await statusesOf({ paths, lambda }, [{ path: "/a/b" }]);

  expect(lambda.event).toMatchObject({ routeKey: "$default", rawPath: "/a/b" });
});

test("a body may be YAML, whose versions are numbers, and share integrations", async () => {
  const body = `
openapi: 3.0.1
paths:
  /a:
    get: &a
      x-amazon-apigateway-integration:
        $ref: "#/components/x-amazon-apigateway-integrations/fn"
  /b:
    get: *a
components:
  x-amazon-apigateway-integrations:
    fn: { type: AWS_PROXY, uri: "${FUNCTION}", payloadFormatVersion: 1.0 }
`;
  const lambda = new FakeLambda();

  expect(await statusesOf({ api: { body }, lambda }, [{ path: "/a" }, { path: "/b" }])).toEqual([
    200, 200,
  ]);
  expect(lambda.invocations[0]?.event).toMatchObject({ version: "1.0", path: "/a" });
});

test("an HTTP integration maps its parameters", async () => {
  const response = await withServer(
    (incoming, outgoing) => void outgoing.end(incoming.headers["x-stage"]),
    (uri) => {
      const integration = {
        type: "http_proxy",
        httpMethod: "GET",
        uri,
        payloadFormatVersion: "1.0",
        requestParameters: { "append:header.x-stage": "$context.stage" },
        responseParameters: { 200: { "overwrite:statuscode": "202" } },
      };
      const paths = { "/a": { get: { "x-amazon-apigateway-integration": integration } } };
      return responsesFrom(gatewayOf({ paths }), "", [{ path: "/a" }]);
    },
  ).then(firstOf);

  expect([response.status, text(response)]).toEqual([202, "$default"]);
});

const SCHEMES = {
  jwt: {
    type: "openIdConnect",
    openIdConnectUrl: "https://issuer.example/.well-known/openid-configuration",
    "x-amazon-apigateway-authorizer": {
      type: "jwt",
      jwtConfiguration: { audience: ["pets"] },
      identitySource: "$request.header.Authorization",
    },
  },
  oauth: {
    type: "oauth2",
    "x-amazon-apigateway-authorizer": {
      type: "jwt",
      jwtConfiguration: { issuer: "https://other.example", audience: ["pets"] },
      identitySource: "$request.header.Authorization",
    },
  },
  lambda: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authorizer": {
      type: "request",
      identitySource: "$request.header.Authorization, $request.querystring.q",
      authorizerUri: invocations(AUTHORIZER),
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
    },
  },
  iam: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};
const guardedBy = (name: string, scopes: string[] = []): object =>
  operation({ security: [{ [name]: scopes }] });

test("a scheme with an authorizer, or with SigV4, guards its operations", async () => {
  const paths = {
    "/jwt": { get: guardedBy("jwt") },
    "/oauth": { get: guardedBy("oauth", ["read", "write"]) },
    "/lambda": { get: guardedBy("lambda") },
    "/iam": { get: guardedBy("iam") },
    "/auth": { get: operation({ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }) },
  };
  const test = { paths, schemes: SCHEMES };

  expect(gatewayOf(test).routes.map(({ access }) => access)).toEqual([
    "JWT https://issuer.example",
    "JWT https://other.example (read, write)",
    "Lambda authorizer authorize",
    "IAM",
    "IAM",
  ]);
  expect(
    await statusesOf(
      test,
      Object.keys(paths).map((path) => ({ path })),
    ),
  ).toEqual([401, 401, 401, 403, 403]);
});

test("a Lambda authorizer gets its identity sources, and decides", async () => {
  const lambda = new FakeLambda({ handles: () => ({ isAuthorized: false }) });
  const paths = { "/a": { get: guardedBy("lambda") } };
  const headers = { Authorization: "a" };

  const got = await statusesOf({ paths, schemes: SCHEMES, lambda }, [{ path: "/a?q=b", headers }]);

  expect(got).toEqual([403]);
  expect(lambda.invocations[0]?.functionRef).toBe(AUTHORIZER);
  expect(lambda.event).toMatchObject({ type: "REQUEST", identitySource: ["a", "b"] });
});

test("the document's security guards operations without their own", async () => {
  const paths = { "/a": { get: operation(), put: operation({ security: [] }) } };
  const test = { paths, schemes: SCHEMES, document: { security: [{ iam: [] }] } };

  const requests = ["GET", "PUT"].map((method) => ({ method, path: "/a" }));

  expect(await statusesOf(test, requests)).toEqual([403, 200]);
});

test("a scheme that API Gateway can't check is never served open", async () => {
  const test = { paths: { "/a": { get: guardedBy("key") } }, schemes: SCHEMES };

  expect(await statusesOf(test, [{ path: "/a" }])).toEqual([501]);
});

test.each<[string, Test]>([
  [
    "security is iam, lambda. AWS rejects the import",
    { document: { security: [{ iam: [] }, { lambda: [] }] } },
  ],
  ['openapi is "3.1.0". AWS rejects the import', { document: { openapi: "3.1.0" } }],
  ['openapi is "". AWS rejects the import', { document: { openapi: undefined, swagger: "2.0" } }],
  [
    '(GET /a): integration_type is "AWS". Use AWS_PROXY',
    { paths: { "/a": { get: { "x-amazon-apigateway-integration": { type: "aws" } } } } },
  ],
  ["(GET /a): integration_type is missing. Use AWS_PROXY", { paths: { "/a": { get: {} } } }],
  [
    'aws_apigatewayv2_route.r: route_key is "GET /a". AWS rejects it with a ConflictException',
    { resources: { "aws_apigatewayv2_route.r": { api_id: "api1", route_key: "GET /a" } } },
  ],
  [
    'target is "https://a.example". What AWS keeps of quick create',
    { api: { target: "https://a.example" } },
  ],
])("what AWS rejects or doesn't support is refused: %s", (message, test) => {
  const paths = { "/a": { get: operation() } };

  expect(problemsOf(gatewayOf({ paths, schemes: SCHEMES, ...test })).join("\n")).toContain(message);
});

const WARNED: Test[] = [
  { paths: { $default: { "x-amazon-apigateway-any-method": operation() } } },
  {
    paths: {
      "/a": {
        get: operation({
          responses: {
            200: {
              content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
            },
          },
        }),
      },
    },
  },
];

test.each(WARNED)(
  "a body that AWS warns about is refused with fail_on_warnings only: %j",
  (test) => {
    expect(gatewayOf(test).warnings).toEqual([expect.stringContaining(": AWS warns: ")]);
    expect(problemsOf(gatewayOf({ ...test, api: { fail_on_warnings: true } }))).toEqual([
      expect.stringContaining(
        "AWS rejects the import, because it warns and fail_on_warnings is true",
      ),
    ]);
  },
);

test("the document's CORS has no effect, because the provider restores cors_configuration", async () => {
  const document = { "x-amazon-apigateway-cors": { allowOrigins: ["*"] } };
  const gateway = gatewayOf({ paths: { "/a": { get: operation() } }, document });

  const response = firstOf(
    await responsesFrom(gateway, "", [{ path: "/a", headers: { Origin: "https://a.example" } }]),
  );

  expect(response.headers.map(([name]) => name.toLowerCase())).not.toContain(
    "access-control-allow-origin",
  );
  expect(gateway.warnings).toEqual([
    "aws_apigatewayv2_api.api.body: x-amazon-apigateway-cors has no effect, because the AWS provider restores cors_configuration after the import: set that.",
  ]);
});

test("the document may disable the default endpoint", async () => {
  const endpoint = {
    "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true },
  };
  const test = { paths: { "/a": { get: operation() } }, document: { servers: [endpoint] } };

  expect(await statusesOf(test, [{ path: "/a" }])).toEqual([404]);
});

test("separate routes and a deployment are served beside the body, without a warning", async () => {
  const resources: PlainResources = {
    "aws_apigatewayv2_deployment.d": { id: "dep1", api_id: "api1" },
    "aws_apigatewayv2_stage.stage": { ...STAGE, auto_deploy: false, deployment_id: "dep1" },
  };
  const test = { paths: { "/a": { get: operation() } }, resources };

  expect(await statusesOf(test, [{ path: "/a" }])).toEqual([200]);
  expect(gatewayOf(test).warnings).toEqual([]);
});

test("a review shows the routes of a body and their access", () => {
  const paths = { "/a": { get: guardedBy("jwt", ["read"]) } };

  const { apis } = describeStack({ name: "dev", stack: stackOf({ paths, schemes: SCHEMES }) });

  expect(apis).toMatchObject([
    {
      routes: [
        {
          key: "GET /a",
          target: "fn",
          access: { authorization: { kind: "JWT", scopes: ["read"], audience: ["pets"] } },
        },
      ],
    },
  ]);
});
