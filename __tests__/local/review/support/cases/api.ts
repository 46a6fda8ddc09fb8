import type { PlainResources } from "../../../lambda/support/plain-stack";
import { httpApi, proxied, restApi } from "../sides";
import { web, webApi, shop, withParameter, cors, types, throttled, NOTHING } from "./builders";
import type { RuleCase } from "./rule-case";

const KEY = { key: { type: "apiKey", name: "x-api-key", in: "header" } };
const withKey = (source: string) =>
  shop(
    { security: [{ key: [] }] },
    {
      components: { securitySchemes: KEY },
      "x-amazon-apigateway-api-key-source": source,
    },
  );
const planned = (plan: PlainResources[string]): PlainResources => ({
  ...shop(),
  "aws_api_gateway_usage_plan.p": {
    name: "p",
    api_stages: { api_id: "${aws_api_gateway_rest_api.Shop.id}", stage: "v1" },
    ...plan,
  },
});
const withPolicy = (range: string): PlainResources => ({
  ...shop(),
  "aws_api_gateway_rest_api_policy.p": {
    rest_api_id: "${aws_api_gateway_rest_api.Shop.id}",
    policy: JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "execute-api:/*",
        Condition: { IpAddress: { "aws:SourceIp": range } },
      },
    }),
  },
});
const notFound = (template: string, statusCode?: number) =>
  shop(
    {},
    {
      "x-amazon-apigateway-gateway-responses": {
        MISSING_AUTHENTICATION_TOKEN: {
          ...(statusCode && { statusCode }),
          responseTemplates: { "application/json": template },
        },
      },
    },
  );

export const apiCases: readonly RuleCase[] = [
  { rule: "api-removed", before: web(), after: NOTHING, text: "The API is removed" },
  {
    rule: "route-removed",
    before: httpApi({ "GET /pets": {}, "GET /old": {} }),
    after: web(),
    text: "Its requests get an error now.",
  },
  {
    rule: "requests-moved",
    before: httpApi({ "ANY /{proxy+}": {} }),
    after: httpApi({ "ANY /{proxy+}": {}, "GET /pets/{id}": {} }),
    text: "Requests such as GET /pets/1 go to GET /pets/{id} now.",
    allowed: [httpApi({ "GET /dogs": {} }), httpApi({ "GET /dogs": {}, "GET /pets/{id}": {} })],
  },
  {
    rule: "stage-removed",
    before: {
      ...web(),
      "aws_apigatewayv2_stage.v2": { api_id: "${aws_apigatewayv2_api.Web.id}", name: "v2" },
    },
    after: web(),
    text: "The stage v2 is removed: its URL responds no more.",
  },
  {
    rule: "endpoint-disabled",
    before: web(),
    after: webApi({ disable_execute_api_endpoint: true }),
    text: "The execute-api endpoint is disabled: only custom domains respond.",
  },
  {
    rule: "endpoint-made-private",
    before: shop(),
    after: restApi(
      { "/pets": { post: proxied("Pets") } },
      { api: { endpoint_configuration: { types: ["PRIVATE"] } } },
    ),
    text: "The endpoint is private: requests reach it only through a VPC endpoint.",
  },
  {
    rule: "endpoint-type-changed",
    before: shop(),
    after: restApi(
      { "/pets": { post: proxied("Pets") } },
      { api: { endpoint_configuration: { types: ["EDGE"] } } },
    ),
    text: "The endpoint's type is EDGE; it was REGIONAL.",
    allowed: [shop(), withParameter(true)],
  },
  {
    rule: "cors-removed",
    before: cors({ allow_origins: ["https://a.example"] }),
    after: web(),
    text: "CORS is removed: browsers can't call it from other origins.",
  },
  {
    rule: "cors-origin-removed",
    before: cors({ allow_origins: ["https://a.example", "https://b.example"] }),
    after: cors({ allow_origins: ["https://a.example"] }),
    text: "Browsers can't call it from https://b.example any more.",
    allowed: [
      cors({ allow_origins: ["https://b.example"] }),
      cors({ allow_origins: ["https://*"] }),
    ],
  },
  {
    rule: "cors-method-removed",
    before: cors({ allow_methods: ["GET", "POST"] }),
    after: cors({ allow_methods: ["GET"] }),
    text: "Browsers can't call it with the method POST any more.",
  },
  {
    rule: "cors-header-removed",
    before: cors({ allow_headers: ["X-Id"] }),
    after: cors({ allow_headers: [] }),
    text: "Browsers can't call it with the header X-Id any more.",
    allowed: [cors({ allow_headers: ["X-Id"] }), cors({ allow_headers: ["x-id", "x-more"] })],
  },
  {
    rule: "cors-exposed-header-removed",
    before: cors({ expose_headers: ["X-Total"] }),
    after: cors({ expose_headers: [] }),
    text: "Scripts in browsers can't read the response header X-Total any more.",
  },
  {
    rule: "cors-credentials-removed",
    before: cors({ allow_credentials: true }),
    after: cors({ allow_credentials: false }),
    text: "Browsers can't send credentials from other origins any more.",
  },
  {
    rule: "api-key-source-changed",
    before: withKey("HEADER"),
    after: withKey("AUTHORIZER"),
    text: "API keys are read from AUTHORIZER; they were read from HEADER.",
    allowed: [shop(), withKey("AUTHORIZER")],
  },
  {
    rule: "resource-policy-changed",
    before: withPolicy("10.0.0.0/8"),
    after: withPolicy("10.1.0.0/16"),
    text: "The resource policy changed: it decides who may call the API.",
    allowed: [shop(), withPolicy("10.0.0.0/8")],
  },
  {
    rule: "quota-lowered",
    before: planned({ quota_settings: { limit: 100, period: "DAY" } }),
    after: planned({ quota_settings: { limit: 1000, period: "MONTH" } }),
    text: "aws_api_gateway_usage_plan.p allows 1000 requests a month; it allowed 100 requests a day.",
  },
  {
    rule: "usage-plan-throttle-lowered",
    before: planned({ throttle_settings: { rate_limit: 10, burst_limit: 20 } }),
    after: planned({ throttle_settings: { rate_limit: 5, burst_limit: 20 } }),
    text: "aws_api_gateway_usage_plan.p throttles sooner.",
  },
  {
    rule: "gateway-response-changed",
    before: notFound("{}"),
    after: notFound("[]"),
    text: "The gateway response MISSING_AUTHENTICATION_TOKEN changed: ~ template application/json.",
    allowed: [shop(), planned({})],
  },
  {
    rule: "gateway-response-changed",
    before: notFound("{}", 404),
    after: notFound("{}", 400),
    text: "The gateway response MISSING_AUTHENTICATION_TOKEN changed: its status is 400; it was 404.",
    allowed: [notFound("{}", 404), notFound("{}", 404)],
  },
  {
    rule: "gateway-response-changed",
    before: shop(),
    after: notFound("{}", 404),
    text: "changed: its status is 404; it was default, + template application/json.",
    allowed: [shop(), shop()],
  },
  {
    rule: "binary-types-changed",
    before: types("image/png"),
    after: types("image/jpeg"),
    text: "Bodies of the type image/jpeg are binary now.",
    allowed: [types("image/png"), types("image/png")],
  },
  {
    rule: "throttle-lowered",
    before: throttled(100),
    after: throttled(50),
    text: "The stage $default throttles its routes sooner.",
  },
  {
    rule: "stage-variable-changed",
    before: httpApi({ "GET /pets": {} }, { stage: { stage_variables: { fn: "a" } } }),
    after: httpApi({ "GET /pets": {} }, { stage: { stage_variables: { fn: "b" } } }),
    text: "The variable fn of the stage $default changed.",
    allowed: [throttled(50), throttled(100)],
  },
];
