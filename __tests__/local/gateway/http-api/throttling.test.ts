import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { header, text } from "../support/response";
import { gatewayOf, responsesTo, type TestApi } from "./support/http-api";

const ONE = { throttling_burst_limit: 1, throttling_rate_limit: 0.001 };
const SECOND_ROUTE = {
  "aws_apigatewayv2_route.b": { api_id: "api1", route_key: "GET /b", target: "integrations/int1" },
};

function statusesOf(test: TestApi, ...paths: readonly string[]): Promise<number[]> {
  return responsesTo(
    { routeKey: "GET /a", resources: SECOND_ROUTE, ...test },
    paths.map((path) => ({ path })),
  ).then((responses) => responses.map(({ status }) => status));
}

test("a request above the stage's throttle gets 429, and invokes nothing", async () => {
  const lambda = new FakeLambda();
  const log = new FakeLog(true);
  const stage = { default_route_settings: [ONE] };

  const [, got] = await responsesTo({ stage, lambda, log }, [{ path: "/" }, { path: "/" }]);

  expect([got?.status, got && text(got)]).toEqual([429, '{"message":"Too Many Requests"}']);
  expect(got && header(got, "apigw-requestid")).toMatch(/=$/);
  expect(lambda.invocations).toHaveLength(1);
  expect(log.requests.at(-1)?.reason).toBe(
    "over the throttle of aws_apigatewayv2_stage.stage for $default: 0.001 requests per second, 1 at once",
  );
});

test("the stage's throttle is for each route on its own", async () => {
  const stage = { default_route_settings: [ONE] };

  expect(await statusesOf({ stage }, "/a", "/b", "/a", "/b")).toEqual([200, 200, 429, 429]);
});

test("a route's own throttle replaces the stage's", async () => {
  const three = { route_key: "GET /b", throttling_burst_limit: 3, throttling_rate_limit: 0.001 };
  const stage = { default_route_settings: [ONE], route_settings: [three] };

  expect(await statusesOf({ stage }, "/b", "/b", "/b", "/b", "/a", "/a")).toEqual([
    200, 200, 200, 429, 200, 429,
  ]);
});

test("an authorizer isn't asked about a request above the throttle", async () => {
  const stage = { default_route_settings: [{ ...ONE, throttling_burst_limit: 0 }] };

  expect(await statusesOf({ stage, route: { authorization_type: "AWS_IAM" } }, "/a")).toEqual([
    429,
  ]);
});

test("settings without limits refuse every request, with a warning", async () => {
  const stage = { default_route_settings: [{ detailed_metrics_enabled: true }] };

  expect(await statusesOf({ stage }, "/a")).toEqual([429]);
  expect(gatewayOf({ stage }).warnings).toEqual([
    "aws_apigatewayv2_stage.stage.default_route_settings: throttling_burst_limit and throttling_rate_limit are not set, which means 0: every request gets 429 Too Many Requests, as on AWS. Set both limits.",
  ]);
});

test("a stage without route settings isn't throttled", async () => {
  expect(await statusesOf({}, "/a", "/a", "/a")).toEqual([200, 200, 200]);
});
