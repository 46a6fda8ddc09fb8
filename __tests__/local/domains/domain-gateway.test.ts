import { FakeLog } from "../gateway/support/fake-log";
import { header, text } from "../gateway/support/response";
import { eventOf, responseTo, warningsOf } from "./support/domain";

const FORMAT_1 = {
  "aws_apigatewayv2_integration.one": {
    id: "int1",
    api_id: "http1",
    integration_type: "AWS_PROXY",
    integration_uri: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
    payload_format_version: "1.0",
  },
};

describe("an HTTP API behind a mapping", () => {
  test.each([
    ["/pets/7", {}, "/pets/7", "$default"],
    ["/shop/v2/pets/7", { api_mapping_key: "shop/v2" }, "/pets/7", "$default"],
    ["/shop/pets/7", { api_mapping_key: "shop", stage: "v1" }, "/v1/pets/7", "v1"],
  ])("gets %s by %j with rawPath %s", async (path, mapping, rawPath, stage) => {
    expect(await eventOf({ mapping }, path)).toMatchObject({
      rawPath,
      pathParameters: { id: "7" },
      requestContext: {
        apiId: "http1",
        domainName: "api.example.com",
        domainPrefix: "api",
        http: { path: rawPath },
        stage,
      },
    });
  });

  test("gets the mapping's key in the path of events 1.0", async () => {
    const test = { mapping: { api_mapping_key: "shop", stage: "v1" }, resources: FORMAT_1 };

    expect(await eventOf(test, "/shop/pets/7")).toMatchObject({
      path: "/shop/pets/7",
      resource: "/pets/{id}",
      requestContext: { path: "/shop/pets/7", stage: "v1", resourcePath: "/pets/{id}" },
    });
  });

  test("serves only the mapping's stage, even if the path begins with another one's name", async () => {
    expect((await responseTo({}, { path: "/v1/pets/7" })).status).toBe(404);
  });
});

describe("a REST API behind a mapping", () => {
  const toRest = { api_id: "rest1", stage: "v0" };

  test.each([
    ["/pets/7", toRest],
    ["/shop/v2/pets/7", { ...toRest, api_mapping_key: "shop/v2" }],
  ])("gets %s in its event as it was sent, by %j", async (path, mapping) => {
    expect(await eventOf({ mapping }, path)).toMatchObject({
      path,
      resource: "/pets/{id}",
      pathParameters: { id: "7" },
      requestContext: {
        path,
        resourcePath: "/pets/{id}",
        stage: "v0",
        apiId: "rest1",
        domainName: "api.example.com",
        domainPrefix: "api",
      },
    });
  });

  test("finds the stage in the path if the base path mapping doesn't name it", async () => {
    const base = { domain_name: "api.example.com", api_id: "rest1", base_path: "shop" };
    const resources = { "aws_api_gateway_base_path_mapping.one": base };

    expect(await eventOf({ mapping: null, resources }, "/shop/v0/pets/7")).toMatchObject({
      path: "/shop/v0/pets/7",
      requestContext: { path: "/shop/v0/pets/7", stage: "v0" },
    });
  });
});

test("a path without a mapping gets 403, and the log names the mappings", async () => {
  const log = new FakeLog();

  const got = await responseTo({ mapping: { api_mapping_key: "shop" }, log }, { path: "/pets/7" });

  expect([got.status, text(got)]).toEqual([403, '{"message":"Forbidden"}']);
  expect(header(got, "x-amzn-ErrorType")).toBe("ForbiddenException");
  expect(log.requests[0]?.reason).toBe(
    "aws_apigatewayv2_domain_name.domain has no mapping for /pets/7; its mappings: /shop",
  );
});

test("a mapping to an API of another stack gets 501", async () => {
  const got = await responseTo({ mapping: { api_id: "other" } }, { path: "/pets/7" });

  expect(got.status).toBe(501);
  expect(text(got)).toContain('aws_apigatewayv2_api_mapping.one: api_id is \\"other\\"');
});

test("the trace shows the domain and the mapping", async () => {
  const log = new FakeLog(true, true);

  await responseTo({ mapping: { api_mapping_key: "shop" }, log }, { path: "/shop/pets/7" });

  expect(log.requests[0]?.steps[1]).toMatchObject({
    step: "domain",
    name: "api.example.com",
    key: "shop",
    stage: "$default",
  });
});

test("an API that no endpoint and no domain leads to causes a warning", () => {
  const api = { id: "http1", name: "http", protocol_type: "HTTP" };
  const resources = {
    "aws_apigatewayv2_api.http": { ...api, disable_execute_api_endpoint: true },
  };

  expect(warningsOf({ resources })).toEqual([]);
  expect(warningsOf({ resources, mapping: null })).toEqual([
    "aws_apigatewayv2_api.http: disable_execute_api_endpoint is true, and no mapping of the stack names the API, so no request reaches it.",
  ]);
});

test("a domain with mutual TLS isn't served while clients can't send certificates", async () => {
  const name = { domain_name: "api.example.com", mutual_tls_authentication: [{}] };
  const resources = { "aws_apigatewayv2_domain_name.domain": name };

  const got = await responseTo({ resources }, { path: "/pets/7" });

  const reason =
    "aws_apigatewayv2_domain_name.domain: the domain has mutual TLS, and is served only with --tls and --truststore.";
  expect(got.status).toBe(501);
  expect(text(got)).toContain(reason);
  expect(warningsOf({ resources })).toEqual([reason]);
});
