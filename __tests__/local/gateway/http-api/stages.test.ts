import { createGateways } from "../../../../local/gateway/gateways";
import { resolved } from "../../terraform/support";
import { servicesFor } from "../support/services";
import { header, text } from "../support/response";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { responseTo, eventOf, gatewayOf, type TestApi } from "./support/http-api";
import { problemsOf } from "../support/problems";

const cors = { cors_configuration: { allow_origins: ["*"], allow_methods: ["GET"] } };
const preflight = {
  method: "OPTIONS",
  headers: { Origin: "https://a.example", "Access-Control-Request-Method": "GET" },
};

test("a named stage is served under its name, which is part of the event's path", async () => {
  const test = { routeKey: "GET /pets/{id}", stage: { name: "v1" } };

  expect((await responseTo(test, { path: "/pets/1" })).status).toBe(404);
  expect(await eventOf(test, { path: "/v1/pets/1" })).toMatchObject({ rawPath: "/v1/pets/1" });
});

test("a stage named by the path takes precedence over $default", async () => {
  const v1 = { api_id: "api1", name: "v1", auto_deploy: true };
  const resources = { "aws_apigatewayv2_stage.v1": v1 };

  const event = await eventOf({ resources }, { path: "/v1/a" });

  expect(event["requestContext"]).toMatchObject({ stage: "v1" });
});

test("an API without a stage responds 404, also to a preflight, and causes a warning", async () => {
  const test = { stage: null, api: cors };

  expect((await responseTo(test)).status).toBe(404);
  expect((await responseTo(test, preflight)).status).toBe(404);
  expect(gatewayOf(test).warnings).toEqual([
    "aws_apigatewayv2_api.api: it has no stage, so every request gets 404 Not Found, as on AWS.",
  ]);
});

test("a stage without a deployment responds 404 instead of $default, and causes a warning", async () => {
  const v1 = { api_id: "api1", name: "v1", auto_deploy: false };
  const test = { resources: { "aws_apigatewayv2_stage.v1": v1 } };

  const got = await responseTo(test, { path: "/v1/a" });

  expect([got.status, text(got)]).toEqual([404, '{"message":"Not Found"}']);
  expect(gatewayOf(test).warnings).toEqual([
    "aws_apigatewayv2_stage.v1: neither auto_deploy nor deployment_id is set, so every request gets 404 Not Found, as on AWS.",
  ]);
});

const deployedBy = (deployment: PlainResources[string]): TestApi => ({
  stage: { auto_deploy: false, deployment_id: "dep1" },
  resources: { "aws_apigatewayv2_deployment.one": { id: "dep1", api_id: "api1", ...deployment } },
});

const COMPLETE: PlainResources[string][] = [
  { depends_on: ["aws_apigatewayv2_route.route"] },
  { triggers: { redeployment: "abc" } },
];

test.each(COMPLETE)(
  "a stage is served whose deployment comes after the routes: %j",
  async (deployment) => {
    expect((await responseTo(deployedBy(deployment))).status).toBe(200);
    expect(gatewayOf(deployedBy(deployment)).warnings).toEqual([]);
  },
);

test("a route that a deployment may miss causes a warning", () => {
  expect(gatewayOf(deployedBy({})).warnings).toEqual([
    "aws_apigatewayv2_deployment.one: neither triggers nor depends_on refers to aws_apigatewayv2_route.route. Terraform may create the deployment first, and AWS would then not serve that route.",
  ]);
});

test("a deployment depends on every route of a block with for_each", () => {
  const api_id = "${aws_apigatewayv2_api.api.id}";
  const resource = {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_apigatewayv2_route: { route: { for_each: { a: "GET /a" }, api_id, route_key: "GET /a" } },
    aws_apigatewayv2_deployment: { one: { api_id, depends_on: ["aws_apigatewayv2_route.route"] } },
    aws_apigatewayv2_stage: { v1: { api_id, name: "v1", auto_deploy: true } },
  };
  const stack = resolved({ resource });

  const [api] = createGateways(stack, servicesFor(stack));

  expect(api?.warnings).toEqual([]);
});

test("a stage with a deployment of another API is refused by its address", () => {
  expect(problemsOf(gatewayOf({ stage: { deployment_id: "dep9" } })).join("\n")).toContain(
    'aws_apigatewayv2_stage.stage: deployment_id is "dep9". Use a deployment of aws_apigatewayv2_api.api.',
  );
});

test("stage variables are part of the event and of an integration's uri", async () => {
  const integration = {
    integration_uri:
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:$${stageVariables.fn}/invocations",
  };
  const stage = { stage_variables: { fn: "hello" } };

  expect(await eventOf({ integration, stage })).toMatchObject({ stageVariables: { fn: "hello" } });
});

test.each(["missing", "constructor"])(
  "an integration's uri with the stage variable %s, which isn't set, is an internal error",
  async (name) => {
    const integration = {
      integration_uri: `arn:aws:lambda:eu-west-1:123456789012:function:$\${stageVariables.${name}}`,
    };

    const got = await responseTo({ integration });

    expect([got.status, text(got)]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(header(got, "apigw-requestid")).toMatch(/=$/);
  },
);
