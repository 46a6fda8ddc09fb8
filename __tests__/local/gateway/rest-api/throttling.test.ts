import type { PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { header, proxy, responsesTo, text, type TestApi } from "./support/serve";

const paths = {
  "/": { get: proxy() },
  "/pets/{id}": { get: proxy(), delete: proxy() },
  "/any": { "x-amazon-apigateway-any-method": proxy() },
};

/** The stage's method settings, by method path: bursts that hardly refill, or settings. */
function settings(bursts: Readonly<Record<string, number | object>>): PlainResources {
  const resources = Object.entries(bursts).map(([method_path, burst], at) => {
    const limits = { throttling_burst_limit: burst, throttling_rate_limit: 0.001 };
    const block = typeof burst === "number" ? limits : burst;
    return [
      `aws_api_gateway_method_settings.m${at}`,
      { rest_api_id: "api1", stage_name: "dev", method_path, settings: [block] },
    ];
  });
  return Object.fromEntries(resources) as PlainResources;
}

async function statusesOf(
  bursts: Parameters<typeof settings>[0],
  ...requests: readonly string[]
): Promise<number[]> {
  const test: TestApi = { paths, resources: settings(bursts) };
  const sent = requests.map((request) => {
    const [method = "", path = ""] = request.split(" ");
    return { method, path };
  });
  return (await responsesTo(test, sent)).map(({ status }) => status);
}

test("a request above a method's throttle gets AWS's 429, and invokes nothing", async () => {
  const lambda = new FakeLambda();
  const log = new FakeLog(true);
  const resources = settings({ "~1pets~1{id}/GET": 1 });
  const path = "/pets/7";

  const [, got] = await responsesTo({ paths, resources, lambda, log }, [{ path }, { path }]);

  expect([got?.status, got && text(got)]).toEqual([429, '{"message":"Too Many Requests"}']);
  expect(got && header(got, "x-amzn-errortype")).toBe("TooManyRequestsException");
  expect(lambda.invocations).toHaveLength(1);
  expect(log.requests.at(-1)?.reason).toBe(
    "over the throttle of aws_api_gateway_stage.stage for /pets/{id}/GET: 0.001 requests per second, 1 at once",
  );
});

test.each(["~1/GET", "/GET"])("%s is the throttle of the root's GET", async (methodPath) => {
  expect(await statusesOf({ [methodPath]: 1 }, "GET /", "GET /", "GET /pets/1")).toEqual([
    200, 429, 200,
  ]);
});

test("the throttle of all methods is for each method on its own", async () => {
  expect(
    await statusesOf(
      { "*/*": 1 },
      ...["GET /pets/1", "DELETE /pets/1", "GET /pets/2", "DELETE /pets/2"],
    ),
  ).toEqual([200, 200, 429, 429]);
});

test("a method's own throttle replaces that of all methods", async () => {
  const bursts = { "*/*": 1, "pets/{id}/GET": 2 };

  expect(await statusesOf(bursts, "GET /pets/1", "GET /pets/1", "GET /pets/1")).toEqual([
    200, 200, 429,
  ]);
});

test("a method with its own settings but no limits isn't throttled", async () => {
  const bursts = { "*/*": 1, "pets/{id}/GET": { metrics_enabled: true } };

  expect(await statusesOf(bursts, "GET /pets/1", "GET /pets/1")).toEqual([200, 200]);
});

test("an ANY method has the throttle of ANY, for all its methods together", async () => {
  expect(await statusesOf({ "any/ANY": 1 }, "GET /any", "POST /any")).toEqual([200, 429]);
});

test("one limit is enough to throttle", async () => {
  const bursts = { "*/*": { throttling_burst_limit: 0 } };

  expect(await statusesOf(bursts, "GET /")).toEqual([429]);
});

test("the gateway response THROTTLED customizes the response", async () => {
  const resources = {
    ...settings({ "*/*": 0 }),
    "aws_api_gateway_gateway_response.throttled": {
      rest_api_id: "api1",
      response_type: "THROTTLED",
      status_code: "503",
    },
  };

  const [got] = await responsesTo({ paths, resources }, [{ path: "/" }]);

  expect(got?.status).toBe(503);
});
