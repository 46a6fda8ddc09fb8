import { lambda, WebSocketApi, WebSocketLambdaIntegration } from "../../../constructs";
import { count } from "../http-api/support";
import { environment, INLINE, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { warningsOf } from "../warnings-of";
import { fixture, routeOf, synthApi, validate } from "./support";

const nameOf = (json: ReturnType<typeof synth>, type: string) =>
  Object.keys(json.resource[type] ?? {})[0];

test("a route passes its messages to a function, by a proxy integration", () => {
  const json = synthApi(({ api, integration }) => api.addRoute("sendMessage", { integration }));

  const target = `aws_apigatewayv2_integration.${nameOf(json, "aws_apigatewayv2_integration")}`;
  expect(routeOf(json, "sendMessage")).toEqual({
    api_id: `\${aws_apigatewayv2_api.${nameOf(json, "aws_apigatewayv2_api")}.id}`,
    route_key: "sendMessage",
    target: `integrations/\${${target}.id}`,
  });
  expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({
    integration_type: "AWS_PROXY",
    integration_method: "POST",
    integration_uri: `\${aws_lambda_function.${nameOf(json, "aws_lambda_function")}.invoke_arn}`,
    timeout_milliseconds: 29_000,
  });
});

test("messages are routed by their action unless the API says otherwise", () => {
  const byDefault = only(
    synthApi(() => undefined),
    "aws_apigatewayv2_api",
  );
  const own = synthApi(() => undefined, {
    routeSelectionExpression: "${request.body.kind}/${request.body.name}",
  });

  expect(byDefault).toEqual({
    name: "shop-dev-WebSocketApi",
    protocol_type: "WEBSOCKET",
    route_selection_expression: "$request.body.action",
  });
  // Terraform evaluates ${…}, and API Gateway must get it.
  expect(only(own, "aws_apigatewayv2_api").route_selection_expression).toBe(
    "$${request.body.kind}/$${request.body.name}",
  );
});

test("the options of the three own routes add them", () => {
  const { stack, integration } = fixture();
  new WebSocketApi(stack, "Other", {
    stageName: "v1",
    connectRouteOptions: { integration },
    disconnectRouteOptions: { integration },
    defaultRouteOptions: { integration, operationName: "fallback" },
  });

  const json = synth(stack);
  expect(routeOf(json, "$disconnect")).not.toHaveProperty("operation_name");
  expect(routeOf(json, "$default")).toMatchObject({ operation_name: "fallback" });
});

test("a route returns responses by a route response, and other routes have none", () => {
  const json = synthApi(({ api, integration }) => {
    api.addRoute("ask", { integration, returnResponse: true });
    api.addRoute("tell", { integration });
  });

  expect(only(json, "aws_apigatewayv2_route_response")).toMatchObject({
    route_id: expect.stringMatching(/aws_apigatewayv2_route\..*ask/) as string,
    route_response_key: "$default",
  });
  expect(routeOf(json, "ask").route_response_selection_expression).toBe("$default");
  expect(routeOf(json, "tell")).not.toHaveProperty("route_response_selection_expression");
});

test("all routes to a function share one integration and one permission for the API", () => {
  const json = synthApi(({ api, fn }) => {
    for (const key of ["a", "b", "c"]) {
      api.addRoute(key, { integration: new WebSocketLambdaIntegration(fn) });
    }
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(1);
  expect(only(json, "aws_lambda_permission").source_arn).toMatch(/\.execution_arn\}\/\*\/\*$/);
});

test("a route's address doesn't depend on other routes, and each key has its own", () => {
  const keys = ["Resource", "Deployment", "a/b", "a+b", "a b", "ä", "Route-a"];
  const json = synthApi(({ api, integration }) => {
    for (const key of keys) {
      api.addRoute(key, { integration });
    }
  });

  const alone = synthApi(({ api, integration }) => api.addRoute("a/b", { integration }));
  expect(count(json, "aws_apigatewayv2_route")).toBe(keys.length + 1);
  expect(json.resource.aws_apigatewayv2_route).toMatchObject(
    alone.resource.aws_apigatewayv2_route ?? {},
  );
});

test("with credentials, API Gateway invokes the function by a role", () => {
  const stack = environment();
  const integration = new WebSocketLambdaIntegration(new lambda.Function(stack, "Chat", INLINE), {
    credentials: "role",
  });
  new WebSocketApi(stack, "Api", { stageName: "v1", connectRouteOptions: { integration } });

  const json = synth(stack);
  expect(only(json, "aws_apigatewayv2_integration").credentials_arn).toMatch(/aws_iam_role.*arn/);
  expect(json.resource).not.toHaveProperty("aws_lambda_permission");
});

test("a function gets the rights on connections by the pattern that IAM compares with", () => {
  const { api, fn, stack } = fixture();
  api.grantManageConnections(fn, api.deploymentStage);

  const policy = Object.values(synth(stack).resource.aws_iam_role_policy ?? {})[0]?.policy;
  const statement = (JSON.parse(policy as string) as { Statement: object[] }).Statement.at(-1);
  expect(statement).toMatchObject({
    Action: ["execute-api:ManageConnections"],
    Resource: [expect.stringMatching(/\.execution_arn\}\/v1\/\*\/@connections\/\*$/)],
  });
});

test("without a stage the rights are for every stage", () => {
  const { api, fn, stack } = fixture();
  api.grantManageConnections(fn);

  expect(JSON.stringify(synth(stack).resource.aws_iam_role_policy)).toContain(
    "/*/*/@connections/*",
  );
});

test("rights on another API's stage, and of a function without a role of its own, are refused", () => {
  const { api, fn, stack } = fixture();
  const { deploymentStage: other } = fixture().api;
  const existing = lambda.Function.fromFunctionName(stack, "Existing", "existing-prod");

  expect(messageOf(() => api.grantManageConnections(fn, other))).toContain(
    "allowed: a stage of this API, e.g. api.deploymentStage.",
  );
  expect(messageOf(() => api.grantManageConnections(existing as never))).toContain(
    "allowed: a function with a role of its own",
  );
});

test("a function that the API invokes can have its URLs in its environment", () => {
  const { api, fn, stack } = fixture();
  fn.addEnvironment("CALLBACK_URL", api.deploymentStage.callbackUrl);
  fn.addEnvironment("URL", api.url);
  api.grantManageConnections(fn);

  const { environment: block } = only(synth(stack), "aws_lambda_function");
  expect(block).toMatchObject({
    variables: {
      URL: expect.stringMatching(/^\$\{aws_apigatewayv2_api\.\w+\.api_endpoint\}\/v1$/) as string,
      CALLBACK_URL: expect.stringMatching(
        /^\$\{replace\("\$\{aws_apigatewayv2_api\.\w+\.api_endpoint\}\/v1", "\/\^ws\/", "http"\)\}$/,
      ) as string,
    },
  });
});

test("the URLs of a disabled endpoint are refused", () => {
  const { api } = fixture({ disableExecuteApiEndpoint: true });

  expect(messageOf(() => api.url)).toContain("disableExecuteApiEndpoint is true");
  expect(messageOf(() => api.deploymentStage.callbackUrl)).toContain("Use the custom domain's URL");
});

test.each([
  ["", "Choose another key."],
  ["$conect", "Did you mean $connect?"],
  ["$x", "Choose another key."],
  ["${var.key}", "Choose another key."],
])("the route key %j is refused", (routeKey, fix) => {
  const { api, integration } = fixture();

  expect(messageOf(() => api.addRoute(routeKey, { integration }))).toBe(
    `dev/WebSocketApi: route key is ${JSON.stringify(routeKey)}; allowed: $connect, $disconnect, ` +
      `$default, or the text of a message's action without a $ at its start, known at synth. ${fix}`,
  );
});

test("a second route of a key is refused, also one that the props have", () => {
  const { api, integration } = fixture();

  expect(messageOf(() => api.addRoute("$connect", { integration }))).toBe(
    'dev/WebSocketApi: route key is "$connect"; allowed: one route of each key. Remove one of the two.',
  );
});

test("a function instead of an integration is refused", () => {
  const { api, fn } = fixture();

  expect(messageOf(() => api.addRoute("a", { integration: fn as never }))).toContain(
    'integration of a is "<Function>"; allowed: an integration of a WebSocket API, e.g. new WebSocketLambdaIntegration(fn)',
  );
});

test("an integration instead of options is refused, as an HTTP API takes it", () => {
  const { api, fn } = fixture();

  expect(messageOf(() => api.addRoute("a", new WebSocketLambdaIntegration(fn) as never))).toContain(
    'options of a is "<WebSocketLambdaIntegration>"; allowed: an object with the integration and other options. Write addRoute("a", { integration }).',
  );
});

test("an API without routes is an error at synth, because API Gateway doesn't deploy it", () => {
  const made = fixture({ connectRouteOptions: undefined });

  expect(messageOf(() => validate(made))).toContain(
    "[dev/WebSocketApi] the API has no routes; allowed: one or more.",
  );
});

test("an empty selection expression is refused, and one without a variable causes a warning", () => {
  const { api } = fixture({ routeSelectionExpression: "request.body.action" });

  expect(messageOf(() => fixture({ routeSelectionExpression: "" }))).toContain(
    'routeSelectionExpression is ""; allowed: an expression',
  );
  expect(warningsOf(api)).toEqual([
    expect.stringContaining("the same for every message. Variables begin with $"),
  ]);
});
