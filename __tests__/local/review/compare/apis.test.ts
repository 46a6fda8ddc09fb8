import type { PlainResources } from "../../lambda/support/plain-stack";
import { httpApi, lambdaFunction, proxied, restApi } from "../support/sides";
import { reviewed } from "../support/reviewed";

/** What changes in the only API. */
async function changes(before: PlainResources, after: PlainResources) {
  const { apis } = await reviewed(before, after);
  expect(apis).toHaveLength(1);
  return apis[0];
}

test("the routes of an API show target and access before and after", async () => {
  const before = httpApi({ "GET /a": {}, "GET /b": {}, "GET /c": {} });
  const after = httpApi({
    "GET /a": {},
    "GET /b": { to: "Dogs", route: { authorization_type: "AWS_IAM" } },
    "GET /d": {},
  });

  expect(await changes(before, after)).toEqual({
    address: "aws_apigatewayv2_api.Web",
    kind: "HTTP API",
    name: "web",
    change: "changed",
    routes: [
      {
        route: "GET /d",
        change: "added",
        target: { after: "Pets" },
        access: { after: "public" },
        isPublicNow: true,
        details: [],
      },
      {
        route: "GET /b",
        change: "changed",
        target: { before: "Pets", after: "Dogs" },
        access: { before: "public", after: "IAM" },
        isPublicNow: false,
        details: [],
      },
      {
        route: "GET /c",
        change: "removed",
        target: { before: "Pets" },
        access: { before: "public" },
        isPublicNow: false,
        details: [],
      },
    ],
    unchangedRoutes: 1,
    settings: [],
  });
});

test("an added API shows its routes, and a removed one is a single finding", async () => {
  const api = httpApi({ "GET /a": {}, "GET /b": {} });
  const added = await changes({}, api);
  const { apis, findings } = await reviewed(api, {});

  expect([added?.change, added?.routes.length]).toEqual(["added", 2]);
  expect(apis.map(({ change, routes }) => [change, routes.length])).toEqual([["removed", 2]]);
  expect(findings.map(({ rule }) => rule)).toEqual(["api-removed"]);
});

test("an API that can't be read on one side isn't compared, and the report says so", async () => {
  const { apis, findings, incomplete } = await reviewed(
    httpApi({ "GET /a": {} }),
    httpApi({ "GET /a": {} }, { api: { body: "{}" } }),
  );

  expect([apis, findings]).toEqual([[], []]);
  expect(incomplete).toEqual([
    "aws_apigatewayv2_api.Web can't be read, so its changes aren't in this report.",
  ]);
});

test("details of a route are phrases", async () => {
  const integration = { timeout_milliseconds: 10000, payload_format_version: "1.0" };
  const before = httpApi({ "GET /a": {} });
  const api = await changes(before, httpApi({ "GET /a": { integration } }));

  expect(api?.routes[0]?.details).toEqual(["timeout 30 s → 10 s", "payload format 2.0 → 1.0"]);
});

test("a model that another one refers to counts as a change of the body, and no other", async () => {
  const shop = (properties: object, required: string[], other: object = {}) =>
    restApi(
      {
        "/pets": {
          post: proxied("Pets", {
            requestBody: {
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/Order" } },
              },
            },
            "x-amazon-apigateway-request-validator": "body",
          }),
        },
      },
      {
        document: {
          "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } },
          components: {
            schemas: {
              Order: { type: "object", properties: { pet: { $ref: "#/components/schemas/Pet" } } },
              Pet: { type: "object", properties, required },
              Other: { type: "object", ...other },
            },
          },
        },
      },
    );
  const { apis, findings } = await reviewed(
    shop({ name: { type: "string" } }, []),
    shop({ name: { type: "string" } }, ["name"]),
  );

  expect(apis[0]?.routes[0]?.details).toEqual(["model of application/json changed"]);
  expect(findings.map(({ rule, text }) => `${rule}: ${text}`)).toEqual([
    "body-property-required: body.pet.name is required now.",
  ]);
  const unrelated = await changes(shop({}, []), shop({}, [], { minProperties: 1 }));
  expect(unrelated?.routes).toEqual([]);
});

test("settings of an API are sentences", async () => {
  const before = httpApi(
    { "GET /a": {} },
    {
      api: { cors_configuration: { allow_origins: ["https://a.example"] } },
      stage: { default_route_settings: { throttling_rate_limit: 50, throttling_burst_limit: 100 } },
    },
  );
  const after = httpApi(
    { "GET /a": {} },
    {
      api: {
        disable_execute_api_endpoint: true,
        cors_configuration: { allow_origins: ["https://b.example"], allow_credentials: true },
      },
      stage: { name: "v1" },
    },
  );

  expect((await changes(before, after))?.settings).toEqual([
    "The stage $default is removed.",
    "The stage v1 is added.",
    "The execute-api endpoint is disabled.",
    "The CORS origins change: + https://b.example, - https://a.example.",
    "CORS allows credentials.",
  ]);
});

test("the throttle of a stage is a sentence", async () => {
  const throttled = (rate: number) =>
    httpApi(
      { "GET /a": {} },
      { stage: { default_route_settings: { throttling_rate_limit: rate } } },
    );

  expect((await changes(throttled(50), throttled(60)))?.settings).toEqual([
    "The throttle of the stage $default is 60 requests/s and any at once; it was 50 requests/s and any at once.",
  ]);
});

test("findings come in the order of their gravity", async () => {
  const before = httpApi({
    "GET /a": {},
    "GET /b": { integration: { timeout_milliseconds: 9000 } },
  });
  const after = httpApi({
    "GET /b": { integration: { timeout_milliseconds: 8000 } },
    "GET /c": {},
  });
  const { findings } = await reviewed(before, after);

  expect(findings.map(({ severity, kind, rule }) => [severity, kind, rule])).toEqual([
    ["risky", "public", "public-route-added"],
    ["breaking", "breaking", "route-removed"],
    ["risky", undefined, "timeout-lowered"],
  ]);
});

test("limits are reported when a change brings them near, and not again", async () => {
  const routes = (count: number) =>
    httpApi(Object.fromEntries(Array.from({ length: count }, (_, at) => [`GET /r${at}`, {}])));
  const limits = async (before: PlainResources, after: PlainResources) =>
    (await reviewed(before, after)).limits;

  expect(await limits(routes(10), routes(280))).toEqual(["web has 280 of 300 routes."]);
  expect(await limits(routes(280), routes(281))).toEqual([]);
  expect(await limits(routes(10), routes(20))).toEqual([]);
  expect(
    await limits({}, restApi({ "/a": { get: proxied("Pets", {}, { timeoutInMillis: 60000 }) } })),
  ).toEqual([
    "shop GET /a has a timeout of 60 s, which needs a higher quota than the default of 29 s.",
  ]);
  expect(
    await limits(
      {},
      lambdaFunction("Pets", { environment: { variables: { A: "x".repeat(4000) } } }),
    ),
  ).toEqual(["The environment variables of Pets take 4001 of 4096 bytes."]);
});

test("resources are counted, and deployments apart", async () => {
  const before = { ...restApi({ "/a": { get: proxied("Pets") } }), ...lambdaFunction("Old") };
  const after = restApi({ "/b": { get: proxied("Pets") } });
  const trigger = {
    triggers: { redeployment: "2" },
    rest_api_id: "${aws_api_gateway_rest_api.Shop.id}",
  };
  const { terraform } = await reviewed(before, {
    ...after,
    "aws_api_gateway_deployment.Shop": trigger,
  });

  expect(terraform).toEqual(
    expect.objectContaining({ add: 0, change: 1, destroy: 1, deployments: 1 }),
  );
});

test.each([
  ["HTTP", httpApi({ "GET /{hoge}": {} }), httpApi({ "GET /{fuga}": {} })],
  [
    "REST",
    restApi({ "/{hoge}": { get: proxied("Pets") } }),
    restApi({ "/{fuga}": { get: proxied("Pets") } }),
  ],
])("a renamed path variable of a %s API is a change of its route", async (_, before, after) => {
  const { apis, findings, movedRequests } = await reviewed(before, after);

  expect(apis[0]?.routes).toMatchObject([
    {
      route: "GET /{fuga}",
      change: "changed",
      isPublicNow: false,
      details: ["path variable {hoge} → {fuga}"],
    },
  ]);
  expect(findings.map(({ rule }) => rule)).toEqual(["path-variable-renamed"]);
  expect(movedRequests).toEqual([]);
});
