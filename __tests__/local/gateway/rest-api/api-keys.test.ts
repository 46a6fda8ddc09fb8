import type { PlannedKey } from "../../../../local/gateway/common/usage-plans/usage-plan";
import { Usage, type KeyedCall } from "../../../../local/gateway/rest-api/method-request/usage";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import {
  responseTo,
  responsesTo,
  responsesOf,
  gatewayOf,
  gatewaysOf,
  proxy,
  text,
} from "./support/serve";
import { guarded, GuardedLambda, output } from "./support/guarded";

const document = {
  components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
};
const paths = { "/a": { get: proxy({ security: [{ key: [] }] }) } };

function resources(key: object = {}, stage = "dev"): PlainResources {
  return {
    "aws_api_gateway_api_key.k": { id: "key1", value: "secret", ...key },
    "aws_api_gateway_usage_plan.p": { id: "plan1", api_stages: [{ api_id: "api1", stage }] },
    "aws_api_gateway_usage_plan_key.pk": {
      key_id: "key1",
      usage_plan_id: "plan1",
      key_type: "API_KEY",
    },
  };
}

const withKey = { path: "/a", headers: { "x-api-key": "secret" } };

test("a key of the stage's usage plan is admitted, and shown in the event", async () => {
  const lambda = new FakeLambda();

  const got = await responseTo({ paths, document, lambda, resources: resources() }, withKey);

  expect(got.status).toBe(200);
  expect(lambda.event).toMatchObject({
    requestContext: { identity: { apiKey: "secret", apiKeyId: "key1" } },
  });
});

test.each<[string, PlainResources, Record<string, string>]>([
  ["no key", resources(), {}],
  ["another key", resources(), { "x-api-key": "other" }],
  ["a disabled key", resources({ enabled: false }), { "x-api-key": "secret" }],
  ["a key of another stage", resources({}, "prod"), { "x-api-key": "secret" }],
])("%s gets 403", async (_, withPlan, headers) => {
  const got = await responseTo({ paths, document, resources: withPlan }, { path: "/a", headers });

  expect([got.status, text(got)]).toEqual([403, '{"message":"Forbidden"}']);
});

test.each<[string, object, Record<string, string>, number]>([
  ["the authorizer's key", { usageIdentifierKey: "secret" }, { "x-api-key": "other" }, 200],
  [
    "another key of the authorizer",
    { usageIdentifierKey: "other" },
    { "x-api-key": "secret" },
    403,
  ],
  ["no key of the authorizer", {}, { "x-api-key": "secret" }, 403],
])("where authorizers choose the keys, %s decides", async (_, more, headers, status) => {
  const lambda = new GuardedLambda({ returns: output(more) });
  const operation = { security: [{ users: [], key: [] }] };
  const api = { api_key_source: "AUTHORIZER" };
  const test = guarded({ lambda, operation, api, resources: resources() });
  const sent = { path: "/pets/7", headers: { Authorization: "t", ...headers } };

  const got = await responsesTo(test, [sent, sent]);

  expect(got.map((one) => one.status)).toEqual([status, status]);
  expect(lambda.auth.invocations).toHaveLength(1);
  const [first] = lambda.invocations;
  const shown = { requestContext: { identity: { apiKey: "secret", apiKeyId: "key1" } } };
  expect(first?.event ?? shown).toMatchObject(shown);
});

test("a key whose value AWS generates is served by its id, with a warning", async () => {
  const generated = resources();
  delete (generated["aws_api_gateway_api_key.k"] as Record<string, unknown>)["value"];

  expect(gatewayOf({ paths, document, resources: generated }).warnings).toEqual([
    'aws_api_gateway_api_key.k: AWS generates its value; locally it is "key1".',
  ]);
});

test("the throttle of a method is that of its path and verb in the plan", async () => {
  const throttle = [{ path: "/a/GET", burst_limit: 1, rate_limit: 0 }];
  const planned = {
    ...resources(),
    "aws_api_gateway_usage_plan.p": {
      id: "plan1",
      api_stages: [{ api_id: "api1", stage: "dev", throttle }],
    },
  };

  const got = await responsesTo({ paths, document, resources: planned }, [withKey, withKey]);

  expect(got.map(({ status }) => status)).toEqual([200, 429]);
});

test("a key's quota is for all APIs of its plan together", async () => {
  const secondApi = {
    "aws_api_gateway_rest_api.b": {
      id: "api2",
      name: "b",
      body: JSON.stringify({ openapi: "3.0.1", paths, ...document }),
    },
    "aws_api_gateway_deployment.b": { id: "dep2", rest_api_id: "api2" },
    "aws_api_gateway_stage.b": { rest_api_id: "api2", deployment_id: "dep2", stage_name: "dev" },
    "aws_api_gateway_usage_plan.p": {
      id: "plan1",
      api_stages: [
        { api_id: "api1", stage: "dev" },
        { api_id: "api2", stage: "dev" },
      ],
      quota_settings: [{ limit: 1, period: "DAY" }],
    },
  };
  const apis = gatewaysOf({ paths, document, resources: { ...resources(), ...secondApi } });

  const statuses = [];
  for (const api of apis) {
    statuses.push((await responsesOf(api, [withKey]))[0]?.status);
  }

  expect(statuses).toEqual([200, 429]);
});

describe("a usage plan", () => {
  function admitAt(plan: Partial<PlannedKey["plan"]>): (time: string, path?: string) => string {
    let now = new Date(0);
    const usage = new Usage(() => now);
    const nothing = { throttle: undefined, quota: undefined, methodThrottles: new Map() };
    const key: PlannedKey = { id: "k", value: "v", plan: { address: "p", ...nothing, ...plan } };
    return (time, path = "/a") => {
      now = new Date(time);
      try {
        usage.admit(callOf(path), new Map([["v", key]]));
        return "in";
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
    };
  }

  function callOf(path: string): KeyedCall {
    return {
      api: { apiKeySource: "HEADER" },
      authorized: {},
      request: { headers: [["X-Api-Key", "v"]] },
      stage: { address: "stage" },
      method: { httpMethod: "GET", resource: { path } },
    } as unknown as KeyedCall;
  }

  test("throttles a method by its own throttle and by the plan's", () => {
    const tight = admitAt({
      throttle: { burst: 3, rate: 0 },
      methodThrottles: new Map([["/b/GET", { burst: 1, rate: 0 }]]),
    });
    const loose = admitAt({
      throttle: { burst: 1, rate: 0 },
      methodThrottles: new Map([["/b/GET", { burst: 100, rate: 100 }]]),
    });
    const results = (admit: typeof tight, ...paths: string[]) =>
      paths.map((path) => admit("2025-01-01", path));

    expect(results(tight, "/b", "/b", "/a", "/a", "/a")).toEqual([
      "in",
      "Too Many Requests",
      "in",
      "in",
      "Too Many Requests",
    ]);
    expect(results(loose, "/b", "/b")).toEqual(["in", "Too Many Requests"]);
  });

  test("throttles requests above its burst until its rate admits more", () => {
    const admit = admitAt({ throttle: { burst: 2, rate: 1 } });
    const times = [
      "00:00:00.000Z",
      "00:00:00.000Z",
      "00:00:00.000Z",
      "00:00:01.000Z",
      "00:00:01.500Z",
    ];

    expect(times.map((time) => admit(`2025-01-01T${time}`))).toEqual([
      "in",
      "in",
      "Too Many Requests",
      "in",
      "Too Many Requests",
    ]);
  });

  test.each([
    ["DAY", "2025-01-01T10:00:00Z", "2025-01-01T23:59:59Z", "2025-01-02T00:00:00Z"],
    ["WEEK", "2025-01-01T00:00:00Z", "2025-01-04T23:59:59Z", "2025-01-05T00:00:00Z"],
    ["MONTH", "2025-01-01T00:00:00Z", "2025-01-31T00:00:00Z", "2025-02-01T00:00:00Z"],
  ] as const)("counts a quota by the %s", (period, first, later, next) => {
    const admit = admitAt({ quota: { limit: 1, offset: 0, period } });

    expect([admit(first), admit(later), admit(next)]).toEqual(["in", "Limit Exceeded", "in"]);
  });

  test("subtracts the offset of a quota from its first period only", () => {
    const admit = admitAt({ quota: { limit: 2, offset: 1, period: "DAY" } });
    const days = ["01", "01", "02", "02", "02"];

    expect(days.map((day) => admit(`2025-01-${day}`))).toEqual([
      "in",
      "Limit Exceeded",
      "in",
      "in",
      "Limit Exceeded",
    ]);
  });
});
