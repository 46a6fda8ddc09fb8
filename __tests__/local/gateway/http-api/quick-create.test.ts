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
const ROLE = "arn:aws:iam::123456789012:role/elsewhere";

const stackOf = (api: PlainResources[string], resources: PlainResources = {}) =>
  plainStack("/", {
    "aws_apigatewayv2_api.api": { id: "api1", name: "test", protocol_type: "HTTP", ...api },
    ...resources,
  });

function gatewayOf(
  api: PlainResources[string],
  resources: PlainResources = {},
  lambda = new FakeLambda(),
): ApiGateway {
  const stack = stackOf(api, resources);
  return firstOf(createGateways(stack, servicesFor(stack, { lambda })));
}

test("an API with a function as its target passes every request to it, as event 2.0", async () => {
  const lambda = new FakeLambda();
  const gateway = gatewayOf({ target: FUNCTION }, {}, lambda);

  await responsesFrom(gateway, "", [{ method: "POST", path: "/a/b" }]);

  expect(lambda.invocations[0]?.functionRef).toBe(FUNCTION);
  expect(lambda.event).toMatchObject({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/a/b",
    requestContext: { stage: "$default" },
  });
  expect(gateway.stages).toEqual([{ address: "aws_apigatewayv2_api.api", path: "" }]);
  expect(gateway.warnings).toEqual([]);
});

test("a route key takes the place of $default, and other requests get 404", async () => {
  const gateway = gatewayOf({ target: FUNCTION, route_key: "GET /pets" });

  const paths = [{ path: "/pets" }, { path: "/" }];
  const statuses = (await responsesFrom(gateway, "", paths)).map(({ status }) => status);

  expect(statuses).toEqual([200, 404]);
  expect(gateway.routes).toMatchObject([{ method: "GET", path: "/pets", access: "public" }]);
});

test("an API with a URL as its target forwards the method and the body of each request", async () => {
  const response = await withServer(
    (incoming, outgoing) =>
      void incoming.pipe(outgoing.setHeader("x-method", incoming.method ?? "")),
    (url) => responsesFrom(gatewayOf({ target: url }), "", [{ method: "PUT", body: "milk" }]),
  ).then(firstOf);

  expect(text(response)).toBe("milk");
  expect(response.headers).toContainEqual(["X-Method", "PUT"]);
});

test("the function's permission is checked, unless credentials_arn names a role", async () => {
  const fn = {
    "aws_lambda_function.fn": { function_name: "fn", runtime: "nodejs22.x", handler: "i.h" },
  };
  const api = { target: "${aws_lambda_function.fn.arn}" };
  const statusOf = async (gateway: ApiGateway) =>
    firstOf(await responsesFrom(gateway, "", [{}])).status;

  expect(await statusOf(gatewayOf(api, fn))).toBe(500);
  expect(await statusOf(gatewayOf({ ...api, credentials_arn: ROLE }, fn))).toBe(200);
});

test("further routes and stages are served beside those of quick create", async () => {
  const gateway = gatewayOf(
    { target: FUNCTION },
    {
      "aws_apigatewayv2_stage.v1": { api_id: "api1", name: "v1", auto_deploy: true },
      "aws_apigatewayv2_integration.i": {
        id: "int1",
        api_id: "api1",
        integration_type: "HTTP_PROXY",
        integration_uri: "http://127.0.0.1:1",
      },
      "aws_apigatewayv2_route.r": {
        api_id: "api1",
        route_key: "GET /down",
        target: "integrations/int1",
      },
    },
  );

  const paths = [{ path: "/v1/x" }, { path: "/down" }];
  const statuses = (await responsesFrom(gateway, "", paths)).map(({ status }) => status);

  expect(statuses).toEqual([200, 503]);
});

test.each<[string, PlainResources]>([
  [
    'aws_apigatewayv2_stage.s: name is "$default". AWS rejects it with a ConflictException, because aws_apigatewayv2_api.api already creates it.',
    { "aws_apigatewayv2_stage.s": { api_id: "api1", name: "$default" } },
  ],
  [
    'aws_apigatewayv2_route.r: route_key is "$default". AWS rejects it',
    { "aws_apigatewayv2_route.r": { api_id: "api1", route_key: "$default" } },
  ],
])("what quick create has already created can't be added: %s", (message, resources) => {
  expect(problemsOf(gatewayOf({ target: FUNCTION }, resources)).join("\n")).toContain(message);
});

test("a target that is neither a function nor a URL is refused", () => {
  expect(problemsOf(gatewayOf({ target: "fn" }))).toEqual([
    'aws_apigatewayv2_api.api: target is "fn". Use the ARN of a function or a URL with http or https.',
  ]);
});

test("a route key without a target has no effect, and causes a warning", () => {
  expect(gatewayOf({ route_key: "GET /pets" }).warnings).toContain(
    "aws_apigatewayv2_api.api: route_key has no effect without target.",
  );
});

test("a target of a WebSocket API is refused", () => {
  const api = { target: FUNCTION, protocol_type: "WEBSOCKET" };
  const expression = { route_selection_expression: "$request.body.action" };

  expect(problemsOf(gatewayOf({ ...api, ...expression }))).toEqual([
    `aws_apigatewayv2_api.api: target is "${FUNCTION}". API Gateway supports it only for HTTP APIs.`,
  ]);
});

test("a review shows the route of quick create, its target and its stage", () => {
  const { apis } = describeStack({ name: "dev", stack: stackOf({ target: FUNCTION }) });

  expect(apis).toMatchObject([
    { routes: [{ key: "$default", target: "fn" }], stages: [{ name: "$default" }] },
  ]);
});
