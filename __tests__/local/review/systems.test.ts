import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { HttpApi, RestApi } from "../../../constructs";
import { HttpLambdaIntegration, LambdaIntegration } from "../../../constructs";
import type { Function as LambdaConstruct } from "../../../constructs/lambda";
import { compare } from "../../../local/review/compare";
import { accessText, describeStack } from "../../../local/review/describe";
import type { SystemsStack } from "../../../main";
import { systems } from "./support/systems";

const dev = systems("dev");

function system(stack: SystemsStack, name: string) {
  const { node } = stack.node.findChild(name);
  const fn = node.findChild("Function") as unknown as LambdaConstruct;
  const resource: LambdaFunction = fn.resource;
  return { fn, resource, api: (type: "HttpApi" | "RestApi") => node.findChild(type) };
}

test.each(["dev", "prod"] as const)(
  "two syntheses of the six systems are equal (%s)",
  async (environment) => {
    const report = await compare(systems(environment), systems(environment));

    expect(report).toEqual({
      environment,
      source: "syntheses",
      incomplete: [],
      apis: report.apis.map((api) => ({ ...api, change: "unchanged", routes: [], settings: [] })),
      findings: [],
      movedRequests: [],
      permissions: [],
      functions: [],
      losses: [],
      limits: [],
      drift: [],
      terraform: { add: 0, change: 0, destroy: 0, forget: 0, import: 0, move: 0, deployments: 0 },
    });
    expect(report.apis.map((api) => api.unchangedRoutes)).toEqual([1, 5, 1, 6, 2, 1, 1]);
  },
);

test("every route of the six systems is described", () => {
  const routes = describeStack(dev).apis.flatMap(({ kind, routes: found }) =>
    found.map(({ key, target, access }) => `${kind} ${key} ${target} ${accessText(access)}`),
  );

  expect(routes.map((route) => route.replace(/_[0-9A-F]{8}/, ""))).toMatchInlineSnapshot(`
   [
     "HTTP API GET / web-api-dev-chat-Page public",
     "WebSocket API $connect web-api-dev-chat-Function public",
     "WebSocket API $default web-api-dev-chat-Function public",
     "WebSocket API $disconnect web-api-dev-chat-Function public",
     "WebSocket API sendMessage web-api-dev-chat-Function public",
     "WebSocket API setName web-api-dev-chat-Function public",
     "HTTP API GET / web-api-dev-hello-Function public",
     "HTTP API DELETE /notes/{id} web-api-dev-notes-Function JWT https://accounts.google.com",
     "HTTP API GET /health web-api-dev-notes-Function public",
     "HTTP API GET /notes/{id} web-api-dev-notes-Function JWT https://accounts.google.com",
     "HTTP API POST /notes/{id}/remind SQS-SendMessage JWT https://accounts.google.com",
     "HTTP API POST /notes web-api-dev-notes-Function JWT https://accounts.google.com",
     "HTTP API PUT /notes/{id} web-api-dev-notes-Function JWT https://accounts.google.com",
     "REST API ANY / web-api-dev-account-settings-Function public",
     "REST API ANY /{proxy+} web-api-dev-account-settings-Function public",
     "REST API POST /lambda web-api-dev-lambda-api-Function public",
     "REST API GET /{hoge} web-api-dev-sample01-Function public",
   ]
  `);
});

test("a new feature: its routes, the requests that it takes over, and its permissions", async () => {
  const after = systems("dev", (stack) => {
    const hello = system(stack, "hello");
    (hello.api("HttpApi") as HttpApi).addRoute(
      "POST /greetings",
      new HttpLambdaIntegration(hello.fn, { credentials: "role" }),
    );
    hello.fn.addToRolePolicy({ actions: ["dynamodb:PutItem"], resources: ["*"] });
    hello.resource.addOverride("memory_size", 512);
    hello.resource.addOverride("environment.variables.API_KEY", "canary");
    const settings = system(stack, "account-settings");
    (settings.api("RestApi") as RestApi).root
      .addResource("limits")
      .addMethod("GET", new LambdaIntegration(hello.fn));
  });
  const { apis, findings, movedRequests, permissions, functions, terraform } = await compare(
    dev,
    after,
  );

  expect({
    routes: apis.flatMap(({ routes }) => routes.map(({ change, route }) => `${change} ${route}`)),
    findings: findings.map(({ rule, text }) => `${rule}: ${text}`),
    moved: movedRequests.map(({ example, before, after: to }) => [example, before.route, to.route]),
    permissions: permissions.map((one) => [one.change, one.actions, one.resources, one.isWildcard]),
    functions: functions.map(({ change, details }) => [change, ...details]),
    terraform,
  }).toMatchInlineSnapshot(`
   {
     "findings": [
       "public-route-added: The new route is public: anybody can call it.",
       "public-route-added: The new route is public: anybody can call it.",
       "requests-moved: Requests such as GET /limits go to GET /limits now.",
       "permission-wildcard: Allows dynamodb:PutItem on *.",
       "permission-widened: Allows lambda:InvokeFunction on aws_lambda_function.hello_Function_239FD744 from aws_api_gateway_rest_api.account-settings_RestApi_6C167B58/*/* (if aws:SourceAccount).",
     ],
     "functions": [
       [
         "changed",
         "memory 128 MB → 512 MB",
         "environment: + API_KEY",
       ],
     ],
     "moved": [
       [
         "GET /limits",
         "ANY /{proxy+}",
         "GET /limits",
       ],
     ],
     "permissions": [
       [
         "widened",
         [
           "dynamodb:PutItem",
         ],
         [
           "*",
         ],
         true,
       ],
       [
         "widened",
         [
           "lambda:InvokeFunction",
         ],
         [
           "aws_lambda_function.hello_Function_239FD744",
         ],
         false,
       ],
     ],
     "routes": [
       "added POST /greetings",
       "added GET /limits",
     ],
     "terraform": {
       "add": 3,
       "change": 2,
       "deployments": 1,
       "destroy": 0,
       "forget": 0,
       "import": 0,
       "move": 0,
     },
   }
  `);
});

test("a clean-up: what breaks clients is named first", async () => {
  const after = systems("dev", (stack) => {
    const { node } = stack.node.findChild("hello").node.findChild("HttpApi");
    for (const child of node.findAll()) {
      const resource = child as LambdaFunction;
      if (resource.terraformResourceType === "aws_apigatewayv2_route") {
        resource.addOverride("authorization_type", "AWS_IAM");
      }
    }
    system(stack, "account-settings").resource.addOverride("timeout", 5);
    const lambdaApi = (system(stack, "lambda-api").api("RestApi") as RestApi).resource;
    lambdaApi.addOverride("disable_execute_api_endpoint", true);
    stack.node.tryRemoveChild("sample01");
    stack.node.tryRemoveChild("sample01_url");
    stack.node.tryRemoveChild("sample01_function_name");
  });
  const { findings, functions, apis } = await compare(dev, after);

  expect({
    findings: findings.map(({ severity, rule, text }) => `${severity} ${rule}: ${text}`),
    functions: functions.map(({ change, details }) => [change, ...details]),
    apis: apis.map(({ change, settings }) => [change, ...settings]),
  }).toMatchInlineSnapshot(`
   {
     "apis": [
       [
         "unchanged",
       ],
       [
         "unchanged",
       ],
       [
         "changed",
       ],
       [
         "unchanged",
       ],
       [
         "unchanged",
       ],
       [
         "changed",
         "The execute-api endpoint is disabled.",
       ],
       [
         "removed",
       ],
     ],
     "findings": [
       "breaking authorization-added: Requests need an authorization now: IAM.",
       "breaking endpoint-disabled: The execute-api endpoint is disabled: only custom domains respond.",
       "breaking api-removed: The API is removed: its URL responds no more.",
       "risky function-timeout-lowered: Its timeout is 5 s; it was 10 s.",
     ],
     "functions": [
       [
         "changed",
         "timeout 10 s → 5 s",
       ],
       [
         "removed",
       ],
     ],
   }
  `);
});

test("a finding has the same fingerprint in every environment", async () => {
  const fingerprints = async (environment: "dev" | "prod") => {
    const after = systems(environment, (stack) => {
      const { fn, api } = system(stack, "hello");
      (api("HttpApi") as HttpApi).addRoute("GET /more", new HttpLambdaIntegration(fn));
    });
    const { findings } = await compare(systems(environment), after);
    return findings.map(({ fingerprint }) => fingerprint);
  };

  const ofDev = await fingerprints("dev");

  expect(ofDev.length).toBeGreaterThan(1);
  expect(await fingerprints("prod")).toEqual(ofDev);
});
