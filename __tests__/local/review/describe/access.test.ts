import { accessText, describeStack, isPublic } from "../../../../local/review/describe";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { functionArn, httpApi, invokeArn, proxied, restApi, side } from "../support/sides";

const USER_POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc";

/** The access of each route, as `describeStack` describes it. */
function accessOf(...resources: PlainResources[]): Record<string, string> {
  const { apis } = describeStack(side(...resources));
  const routes = apis.flatMap((api) => api.routes);
  return Object.fromEntries(routes.map(({ key, access }) => [key, accessText(access)]));
}

const authorizer = (attributes: PlainResources[string]): PlainResources => ({
  "aws_apigatewayv2_authorizer.a": {
    api_id: "${aws_apigatewayv2_api.Web.id}",
    name: "a",
    ...attributes,
  },
});
const GUARDED = { authorizer_id: "${aws_apigatewayv2_authorizer.a.id}" };

test("a route of an HTTP API without an authorization is public", () => {
  expect(accessOf(httpApi({ "GET /pets": {} }))).toEqual({ "GET /pets": "public" });
});

test("a JWT authorizer shows its issuer and the scopes of the route", () => {
  const route = { ...GUARDED, authorization_type: "JWT", authorization_scopes: ["write", "read"] };
  const jwt = authorizer({
    authorizer_type: "JWT",
    jwt_configuration: { issuer: "https://login.example.com", audience: ["shop"] },
  });

  expect(accessOf(httpApi({ "GET /pets": { route } }), jwt)).toEqual({
    "GET /pets": "JWT https://login.example.com (read, write)",
  });
});

test("a Lambda authorizer of an HTTP API shows its function", () => {
  const route = { ...GUARDED, authorization_type: "CUSTOM" };
  const custom = authorizer({ authorizer_type: "REQUEST", authorizer_uri: invokeArn("Check") });

  expect(accessOf(httpApi({ $default: { route } }), custom)).toEqual({
    $default: "Lambda authorizer Check",
  });
});

test("a guarded route with an integration that the runner can't serve keeps its access", () => {
  const route = { authorization_type: "AWS_IAM" };
  const integration = { integration_subtype: "SQS-SendMessage", integration_uri: null };
  const { apis } = describeStack(side(httpApi({ "POST /jobs": { route, integration } })));

  expect(apis[0]?.routes).toEqual([
    expect.objectContaining({
      target: "SQS-SendMessage",
      access: expect.objectContaining({ authorization: { kind: "IAM" } }),
    }),
  ]);
});

describe("the security of an OpenAPI document", () => {
  const securitySchemes = {
    key: { type: "apiKey", name: "x-api-key", in: "header" },
    iam: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "awsSigv4",
    },
    check: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invokeArn("Check") },
    },
    pool: {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [USER_POOL] },
    },
  };
  const document = { components: { securitySchemes } };

  test.each([
    [[{ key: [] }], "API key"],
    [[{ iam: [] }], "IAM"],
    [[{ check: [] }], "Lambda authorizer Check"],
    [[{ check: [], key: [] }], "Lambda authorizer Check, API key"],
    [[{ pool: ["read"] }], "Cognito eu-west-1_abc (read)"],
    [[{ unknown: [] }], "unknown"],
    [[], "public"],
  ])("%j is %s", (security, access) => {
    const api = restApi({ "/pets": { get: proxied("Pets", { security }) } }, { document });

    expect(accessOf(api)).toEqual({ "GET /pets": access });
  });

  test("the document's own security applies to operations without one", () => {
    const secured = { document: { ...document, security: [{ pool: ["read"] }] } };

    expect(accessOf(restApi({ "/pets": { get: proxied("Pets") } }, secured))).toEqual({
      "GET /pets": "Cognito eu-west-1_abc (read)",
    });
  });
});

test("methods of separate resources show their authorizer", () => {
  const ids = { rest_api_id: "api1", resource_id: "root", http_method: "GET" };
  const resources: PlainResources = {
    "aws_api_gateway_rest_api.Shop": { id: "api1", root_resource_id: "root", name: "shop" },
    "aws_api_gateway_authorizer.a": {
      id: "auth1",
      rest_api_id: "api1",
      type: "COGNITO_USER_POOLS",
      provider_arns: [USER_POOL],
    },
    "aws_api_gateway_method.get": {
      ...ids,
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "auth1",
      authorization_scopes: ["read"],
    },
    "aws_api_gateway_integration.get": { ...ids, type: "MOCK" },
  };

  expect(accessOf(resources)).toEqual({ "GET /": "Cognito eu-west-1_abc (read)" });
});

test.each([
  [{ policy: "{}" }, "resource policy"],
  [{ endpoint_configuration: { types: ["PRIVATE"] } }, "private endpoint"],
])("an API with %j isn't public", (api, access) => {
  const { apis } = describeStack(side(restApi({ "/pets": { get: proxied("Pets") } }, { api })));
  const [route] = apis[0]?.routes ?? [];

  expect(route && accessText(route.access)).toBe(access);
  expect(route && isPublic(route.access)).toBe(false);
});

test.each<[string, object, boolean]>([
  ["allows everybody", {}, true],
  ["has a condition", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }, false],
  ["names an account", { Principal: { AWS: "123456789012" } }, false],
  ["denies", { Effect: "Deny" }, false],
])("whether a resource policy that %s guards the API", (_, changes, isOpen) => {
  const statement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...changes };
  const document = { "x-amazon-apigateway-policy": { Statement: [statement] } };
  const { apis } = describeStack(
    side(restApi({ "/pets": { get: proxied("Pets") } }, { document })),
  );
  const [route] = apis[0]?.routes ?? [];

  expect(route && isPublic(route.access)).toBe(isOpen);
});

test("an API that can't be read is named", () => {
  const api = httpApi({ "GET /pets": {} }, { api: { body: "canary" } });
  const { apis, unread } = describeStack(side(api));

  expect(apis).toEqual([]);
  expect(unread).toEqual(["aws_apigatewayv2_api.Web"]);
});

test("an integration shows where its requests go", () => {
  const to = (integration: object) => ({
    get: { "x-amazon-apigateway-integration": integration },
  });
  const { apis } = describeStack(
    side(
      restApi({
        "/function": to({ type: "aws_proxy", httpMethod: "POST", uri: invokeArn("Pets") }),
        "/alias": to({ type: "aws", httpMethod: "POST", uri: invokeArn("Pets:live") }),
        "/url": to({ type: "http_proxy", httpMethod: "GET", uri: "https://u:p@example.com/?k=1" }),
        "/mock": to({ type: "mock" }),
        "/none": { get: {} },
      }),
      { "aws_lambda_function.x": { function_name: "x", arn: functionArn("x") } },
    ),
  );

  expect(apis[0]?.routes.map(({ key, target }) => `${key} ${target}`)).toEqual([
    "GET /function Pets",
    "GET /alias Pets:live",
    "GET /url example.com",
    "GET /mock MOCK",
    "GET /none -",
  ]);
});
