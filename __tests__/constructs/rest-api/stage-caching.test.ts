import { Testing } from "cdktf";
import type { StageOptions } from "../../../constructs";
import { ClientCertificate, Duration, MockIntegration } from "../../../constructs";
import { all } from "../api-gateway/support";
import { only, synth } from "../lambda/support";
import { part, restFixture } from "./support";

const CACHED = { cacheClusterSize: "0.5" } as const;

test("a stage with a cache encrypts it, and no client can empty it without authorization", () => {
  const json = synth(restFixture({ ...CACHED, cacheTtl: Duration.minutes(10) }).stack);

  expect(only(json, "aws_api_gateway_stage")).toMatchObject({
    cache_cluster_enabled: true,
    cache_cluster_size: "0.5",
  });
  expect(only(json, "aws_api_gateway_method_settings").settings).toMatchObject({
    caching_enabled: true,
    cache_ttl_in_seconds: 600,
    cache_data_encrypted: true,
    require_authorization_for_cache_control: true,
  });
});

test("a method has settings of its own, and those of the stage for the rest", () => {
  const methodOptions = {
    "/pets/{id}/GET": { cachingEnabled: false, throttle: { rateLimit: 1, burstLimit: 2 } },
    "/GET": { cacheTtl: Duration.seconds(0) },
  };

  const { stack } = restFixture({ ...CACHED, loggingLevel: "INFO", methodOptions });

  const settings = all(synth(stack), "aws_api_gateway_method_settings").map(([, one]) => one);
  const byPath = new Map(settings.map((one) => [one.method_path, one]));
  expect([...byPath.keys()].sort()).toEqual(["*/*", "~1/GET", "~1pets~1{id}/GET"]);
  expect(byPath.get("~1pets~1{id}/GET")).toMatchObject({
    settings: {
      caching_enabled: false,
      cache_ttl_in_seconds: 300,
      logging_level: "INFO",
      throttling_rate_limit: 1,
    },
    depends_on: [expect.stringMatching(/^aws_api_gateway_method_settings\./)],
  });
  expect(byPath.get("~1/GET")).toMatchObject({ settings: { cache_ttl_in_seconds: 0 } });
});

test("the settings of a stage's methods are updated one after the other", () => {
  const methodOptions = { "/GET": {}, "/POST": {} };

  const json = synth(restFixture({ ...CACHED, methodOptions }).stack);

  const settings = all(json, "aws_api_gateway_method_settings");
  const pathOf = new Map(
    settings.map(([name, one]) => [`aws_api_gateway_method_settings.${name}`, one.method_path]),
  );
  const before = settings.map(([, { method_path, depends_on = [] }]) => [
    method_path,
    (depends_on as string[]).map((address) => pathOf.get(address)),
  ]);
  expect(Object.fromEntries(before)).toEqual({
    "*/*": [],
    "~1/GET": ["*/*"],
    "~1/POST": ["~1/GET"],
  });
});

test("options of a method that the API doesn't have are refused when all methods are known", () => {
  const { stack, api } = restFixture({ methodOptions: { "/GET": {}, "/pets/ANY": {} } });
  api.root.addMethod("GET", new MockIntegration());
  const synthesise = () => Testing.synth(stack, true);

  expect(synthesise).toThrow('v1] name in methodOptions is "/pets/ANY"; allowed: methods of the');

  api.resourceForPath("/pets").addMethod("ANY", new MockIntegration());
  expect(synthesise).not.toThrow();
});

test("a method's cache keys are part of its integration", () => {
  const { stack, api } = restFixture();
  const cacheKeyParameters = ["method.request.path.id"];

  api.resourceForPath("/pets/{id}").addMethod("GET", new MockIntegration(), { cacheKeyParameters });

  expect(
    part(stack, "paths", "/pets/{id}", "get", "x-amazon-apigateway-integration"),
  ).toHaveProperty("cacheKeyParameters", cacheKeyParameters);
});

test("a cache key that the method doesn't declare is refused", () => {
  const { api } = restFixture();
  const cacheKeyParameters = ["method.request.querystring.page"];

  expect(() => api.root.addMethod("GET", new MockIntegration(), { cacheKeyParameters })).toThrow(
    'dev/Api: cacheKeyParameters of GET / is "method.request.querystring.page"',
  );
});

test("a canary without a deployment of its own gets that of the stage", () => {
  const canary = { percentTraffic: 10, deploymentId: undefined };

  const stage = only(synth(restFixture({ canary }).stack), "aws_api_gateway_stage");

  expect(stage.canary_settings).toMatchObject({ deployment_id: stage.deployment_id });
});

test("a canary gets a part of the requests, with other stage variables", () => {
  const canary = { percentTraffic: 10, stageVariableOverrides: { table: "new" } };

  const stage = only(synth(restFixture({ canary }).stack), "aws_api_gateway_stage");

  expect(stage.canary_settings).toEqual({
    deployment_id: stage.deployment_id,
    percent_traffic: 10,
    stage_variable_overrides: { table: "new" },
  });
});

test("a stage shows backends a client certificate", () => {
  const { stack, api } = restFixture({ accessLogs: false });
  api.addStage("beta", { clientCertificate: new ClientCertificate(stack, "Certificate") });

  const stages = all(synth(stack), "aws_api_gateway_stage").map(([, stage]) => stage);

  expect(stages.map((stage) => stage.client_certificate_id)).toEqual(
    expect.arrayContaining([
      undefined,
      expect.stringMatching(/^\$\{aws_api_gateway_client_certificate\.\S+\.id\}$/),
    ]),
  );
});

test.each<[StageOptions, string]>([
  [{ cacheClusterSize: "1" as "0.5" }, 'cacheClusterSize is "1"; allowed: 0.5, 1.6'],
  [{ ...CACHED, cacheTtl: Duration.hours(2) }, "cacheTtl is 2 hours; allowed: whole seconds"],
  [{ methodOptions: { "pets/GET": {} } }, 'name in methodOptions is "pets/GET"'],
  [{ methodOptions: { "/*": {} } }, 'name in methodOptions is "/*"'],
  [{ methodOptions: { "/GET": { cacheTtl: Duration.hours(2) } } }, "cacheTtl of /GET in methodO"],
  [{ methodOptions: { "/GET": { cachingEnabled: true } } }, "true only if the stage has a cache"],
  [{ canary: { percentTraffic: 101 } }, "canary.percentTraffic is 101; allowed: a whole number"],
  [{ canary: { percentTraffic: 1, stageVariableOverrides: { "a-b": "c" } } }, "stage variable"],
])("the stage options %j are refused", (options, message) => {
  expect(() => restFixture(options)).toThrow(message);
});
