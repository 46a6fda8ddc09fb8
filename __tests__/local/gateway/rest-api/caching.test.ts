import { cachingOf } from "../../../../local/gateway/rest-api/model/caching";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { stepOf } from "../support/steps";
import {
  header,
  integrationOf,
  FUNCTION_URI,
  responsesTo,
  text,
  type TestApi,
} from "./support/serve";

type Settings = PlainResources[string];

const MAX_AGE_0 = { "Cache-Control": "max-age=0" };

/** The function counts its invocations. */
function counting(): FakeLambda {
  let count = 0;
  return new FakeLambda({ handles: () => ({ statusCode: 200, body: String(++count) }) });
}

function methodSettings(method_path: string, settings: Settings): PlainResources {
  return {
    [`aws_api_gateway_method_settings.${method_path.replace(/\W/g, "_")}`]: {
      rest_api_id: "api1",
      stage_name: "dev",
      method_path,
      settings: [settings],
    },
  };
}

function apiOf(integration: object = {}, settings: Settings = {}): TestApi {
  const method = integrationOf(
    { type: "aws_proxy", httpMethod: "POST", uri: FUNCTION_URI, ...integration },
    { parameters: [{ in: "query", name: "page" }] },
  );
  return {
    paths: { "/pets": { get: method, post: method }, "/pets/{id}": { get: method } },
    stage: { cache_cluster_enabled: true, cache_cluster_size: "0.5" },
    resources: methodSettings("*/*", { caching_enabled: true, ...settings }),
    lambda: counting(),
  };
}

/** What the function returned to each request: its count, or the cached one. */
async function counts(test: TestApi, requests: Parameters<typeof responsesTo>[1]) {
  return (await responsesTo(test, requests)).map(text);
}

test("a response is cached for the method, whatever the parameters that aren't cache keys", async () => {
  const requests = ["/pets/1", "/pets/2", "/pets", "/pets"].map((path) => ({ path }));

  expect(await counts(apiOf(), requests)).toEqual(["1", "1", "2", "2"]);
});

test("cache key parameters of path and query each have their own responses", async () => {
  const byPage = apiOf({ cacheKeyParameters: ["method.request.querystring.page"] });
  const byId = apiOf({ cacheKeyParameters: ["method.request.path.id"] });

  const pages = ["page=1", "page=2", "page=1&other=x", ""];
  expect(
    await counts(
      byPage,
      pages.map((query) => ({ path: "/pets", query })),
    ),
  ).toEqual([...["1", "2", "1", "3"]]);
  const ids = ["/pets/1", "/pets/2", "/pets/1"];
  expect(
    await counts(
      byId,
      ids.map((path) => ({ path })),
    ),
  ).toEqual(["1", "2", "1"]);
});

test("a parameter of the integration request counts by what it is mapped from", async () => {
  const test = apiOf({
    requestParameters: { "integration.request.querystring.p": "method.request.querystring.page" },
    cacheKeyParameters: ["integration.request.querystring.p"],
  });

  const requests = ["page=1", "page=2", "page=1"].map((query) => ({ path: "/pets", query }));

  expect(await counts(test, requests)).toEqual(["1", "2", "1"]);
});

test("methods with the same cache namespace share their responses", async () => {
  const requests = ["/pets", "/pets/1"].map((path) => ({ path }));

  expect(await counts(apiOf({ cacheNamespace: "all" }), requests)).toEqual(["1", "1"]);
});

test("only GET is cached, unless another method has settings of its own", async () => {
  const post = { path: "/pets", method: "POST" };
  const api = apiOf();
  const own = methodSettings("pets/POST", { caching_enabled: true });

  expect(await counts(api, [post, post])).toEqual(["1", "2"]);
  const both = { ...apiOf(), resources: { ...api.resources, ...own } };
  expect(await counts(both, [post, post])).toEqual(["1", "1"]);
});

test.each<[string, TestApi]>([
  ["the stage has no cache cluster", { ...apiOf(), stage: {} }],
  ["no setting enables it", apiOf({}, { caching_enabled: false })],
  ["the TTL is 0", apiOf({}, { cache_ttl_in_seconds: 0 })],
])("nothing is cached if %s", async (_, test) => {
  expect(await counts(test, [{ path: "/pets" }, { path: "/pets" }])).toEqual(["1", "2"]);
});

test("a method's own settings replace those of all methods, with AWS's or Terraform's path", () => {
  const base = { requiresAuthorization: true, unauthorizedStrategy: "FAIL_WITH_403" } as const;
  const settings = new Map([
    ["*/*", { ...base, isEnabled: true, ttlSeconds: 300 }],
    ["/pets/GET", { ...base, isEnabled: undefined, ttlSeconds: 5 }],
    ["/GET", { ...base, isEnabled: false, ttlSeconds: 5 }],
  ]);

  expect(cachingOf(settings, "/pets", "GET")?.ttlSeconds).toBe(5);
  expect(cachingOf(settings, "/orders", "GET")?.ttlSeconds).toBe(300);
  expect(cachingOf(settings, "/", "GET")).toBeUndefined();
  expect(cachingOf(settings, "/pets", "POST")).toBeUndefined();
});

describe("Cache-Control: max-age=0", () => {
  const requests = [{ path: "/pets" }, { path: "/pets", headers: MAX_AGE_0 }, { path: "/pets" }];

  test("replaces the cached response where no authorization is required", async () => {
    const open = apiOf({}, { require_authorization_for_cache_control: false });

    expect(await counts(open, requests)).toEqual(["1", "2", "2"]);
  });

  test("of an unsigned request is ignored with a warning by default", async () => {
    const responses = await responsesTo(apiOf(), requests);

    expect(responses.map(text)).toEqual(["1", "1", "1"]);
    expect(responses.map((response) => header(response, "Warning"))).toEqual([
      undefined,
      "199 Cache-control headers were ignored because the caller was unauthorized.",
      undefined,
    ]);
  });

  test("is ignored without a warning, or refused with 403, by the stage's strategy", async () => {
    const by = (unauthorized_cache_control_header_strategy: string) =>
      responsesTo(apiOf({}, { unauthorized_cache_control_header_strategy }), requests);

    const silent = await by("SUCCEED_WITHOUT_RESPONSE_HEADER");
    const failed = await by("FAIL_WITH_403");

    expect([silent[1]?.status, silent[1] && header(silent[1], "Warning")]).toEqual([
      200,
      undefined,
    ]);
    expect(failed.map(({ status }) => status)).toEqual([200, 403, 200]);
  });
});

test.each([
  [true, ["1", "1"]],
  [false, ["1", "2"]],
])("a canary with use_stage_cache %s shares the stage's cache or not", async (shared, expected) => {
  const draws = [0.9, 0.1];
  const canary_settings = { percent_traffic: 50, use_stage_cache: shared };
  const test = {
    ...apiOf(),
    stage: { cache_cluster_enabled: true, canary_settings },
    random: () => draws.shift() ?? 0,
  };

  expect(await counts(test, [{ path: "/pets" }, { path: "/pets" }])).toEqual(expected);
});

test("the trace shows whether the response came from the cache", async () => {
  const log = new FakeLog(true, true);

  await responsesTo({ ...apiOf(), log }, [{ path: "/pets" }, { path: "/pets" }]);

  const hits = log.requests.map((trace) => stepOf(trace, "cache").isHit);
  expect(hits).toEqual([false, true]);
});
