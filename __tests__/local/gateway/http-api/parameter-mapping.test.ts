import { withServer } from "../../../support/loopback-server";
import { header, text } from "../support/response";
import { FakeLambda } from "../support/fake-lambda";
import { responseTo, eventOf, forwarded, gatewayOf, overHttp } from "./support/http-api";
import { problemsOf } from "../support/problems";

const mapped = (request_parameters: Record<string, string>) => ({
  integration: { request_parameters },
});

describe("request_parameters", () => {
  const all = {
    routeKey: "POST /pets/{id}",
    api: { name: "api" },
    stage: { name: "v1", stage_variables: { color: "blue" } },
  };
  const request = {
    method: "POST",
    path: "/v1/pets/a%20b",
    query: "q=1&q=2",
    headers: { "X-In": "in", Host: "api.example" },
    body: '{"pet": {"name": "Rex", "tags": ["x", "y"], "nothing": null}}',
  };

  test.each([
    ["$request.header.x-in", "in"],
    ["$request.header.X-IN", "in"],
    ["$request.querystring.q", "1,2"],
    ["$request.path", "/pets/a%20b"],
    ["$request.path.id", "a%20b"],
    ["$request.body.pet.name", "Rex"],
    ["$request.body.pet.tags[1]", "y"],
    ["$request.body.pet.tags", '["x","y"]'],
    ["$request.body", request.body],
    ["$context.routeKey", "POST /pets/{id}"],
    ["$context.stage", "v1"],
    ["$context.httpMethod", "POST"],
    ["$context.path", "/v1/pets/a%20b"],
    ["$context.domainName", "api.example"],
    ["$context.identity.sourceIp", "127.0.0.1"],
    ["$stageVariables.color", "blue"],
    ["static text", "static text"],
    ["$${request.path.id}-$${stageVariables.color}", "a%20b-blue"],
    ["/v2/$request.path.id/end", "/v2/a%20b/end"],
    ["is $${request.querystring.none}nothing", "is nothing"],
    ["costs $5", "costs $5"],
  ])("%s has the value %j", async (value, expected) => {
    const { headers } = await forwarded(
      { ...all, ...mapped({ "append:header.x-out": value }) },
      request,
    );

    expect(headers["x-out"]).toBe(expected);
  });

  test.each([
    "$request.header.none",
    "$request.querystring.constructor",
    "$request.path.__proto__",
    "$request.body.pet.none",
    "$request.body.pet.nothing",
    "$request.body.constructor",
    "$stageVariables.toString",
    "$context.authorizer.claims.sub",
  ])("%s, which isn't there, changes nothing", async (value) => {
    const { headers } = await forwarded(
      { ...all, ...mapped({ "overwrite:header.x-in": value }) },
      request,
    );

    expect(headers["x-in"]).toBe("in");
  });

  test("a JSONPath reads at most 100 KB of a body, `$request.body` all of it", async () => {
    const body = JSON.stringify({ a: "found", filler: "x".repeat(101 * 1024) });
    const mapping = {
      "append:header.x-path": "$request.body.a",
      "append:querystring.size": "$request.body",
    };

    const event = await eventOf(mapped(mapping), { method: "POST", body });

    expect(event["headers"]).not.toHaveProperty("x-path");
    expect(event["queryStringParameters"]).toEqual({ size: body });
  });

  test("a number in a body keeps its value, however large", async () => {
    const body = '{"id":9007199254740993,"of":[12345678901234567890,1.50]}';
    const mapping = {
      "append:header.x-id": "$request.body.id",
      "append:header.x-list": "$request.body.of",
    };

    const { headers } = await eventOf(mapped(mapping), { method: "POST", body });

    expect(headers).toMatchObject({
      "x-id": "9007199254740993",
      "x-list": "[12345678901234567890,1.5]",
    });
  });

  test("headers are appended to, overwritten and removed", async () => {
    const { headers } = await forwarded(
      mapped({
        "append:header.X-A": "2",
        "overwrite:header.x-b": "new",
        "remove:header.x-c": "''",
        "append:header.x-moved": "$request.header.x-c",
      }),
      { headers: { "x-a": "1", "X-B": "old", "X-C": "c" } },
    );

    expect(headers).toMatchObject({ "x-a": "1, 2", "x-b": "new", "x-moved": "c" });
    expect(headers).not.toHaveProperty("x-c");
  });

  test("query parameters are appended to, overwritten and removed; the others stay as sent", async () => {
    const { line } = await forwarded(
      mapped({
        "append:querystring.a": "a b&",
        "overwrite:querystring.b": "new",
        "remove:querystring.ç": "''",
      }),
      { query: "a=%31&b=1&b=2&keep=a+b&%C3%A7=1" },
    );

    expect(line).toBe("GET /?a=%31&keep=a+b&b=new&a=a%20b%26");
  });

  test("an overwritten path replaces the path of the integration's URI", async () => {
    const test = {
      routeKey: "ANY /in/{proxy+}",
      ...mapped({ "overwrite:path": "/out/$request.path.proxy" }),
    };

    const { line } = await forwarded(
      test,
      { path: "/in/a%2Fb", query: "q=1" },
      (url) => `${url}/own`,
    );

    expect(line).toBe("GET /out/a%2Fb?q=1");
  });

  test.each([
    ["no-slash", "/no-slash"],
    ["/a?b#c", "/a%3Fb%23c"],
    ["//other.example/", "//other.example/"],
  ])("the path %s becomes %s of the backend, and never another host", async (path, expected) => {
    expect((await forwarded(mapped({ "overwrite:path": path }))).line).toBe(`GET ${expected}`);
  });

  test("the Host header can be overwritten", async () => {
    const { headers } = await forwarded(mapped({ "overwrite:header.host": "other.example" }));

    expect(headers["host"]).toBe("other.example");
  });

  test("a value with line breaks and characters over 255 is one header line", async () => {
    const { headers } = await forwarded(mapped({ "append:header.x-out": "$request.body.a" }), {
      method: "POST",
      body: JSON.stringify({ a: "☕\r\nX-Injected: 1" }),
    });

    expect(Buffer.from(headers["x-out"] ?? "", "latin1").toString()).toBe("☕  X-Injected: 1");
    expect(headers).not.toHaveProperty("x-injected");
  });

  test("a function's event contains the mapped values", async () => {
    const test = mapped({
      "append:header.x-id": "$context.requestId",
      "overwrite:querystring.q": "new",
      "overwrite:path": "/mapped",
    });

    const event = await eventOf(test, { path: "/sent", query: "q=old&r=1" });

    const { requestId } = event["requestContext"] as { requestId: string };
    expect(event).toMatchObject({
      rawPath: "/mapped",
      rawQueryString: "r=1&q=new",
      queryStringParameters: { q: "new", r: "1" },
      headers: { "x-id": requestId },
    });
  });
});

describe("response_parameters", () => {
  const lambda = new FakeLambda({
    returns: {
      statusCode: 500,
      headers: { "x-own": "1", "x-gone": "1", "content-type": "application/json" },
      body: '{"error": {"code": "E1"}}',
    },
  });
  const responses = (status_code: string, mappings: Record<string, string>) => ({
    integration: { response_parameters: [{ status_code, mappings }] },
  });

  test("change the status code and headers of a response with their status code", async () => {
    const test = responses("500", {
      "overwrite:statuscode": "403",
      "append:header.x-own": "$context.stage",
      "overwrite:header.x-code": "$response.body.error.code",
      "append:header.x-type": "$${response.header.content-type}; own",
      "remove:header.x-gone": "''",
    });

    const got = await responseTo({ ...test, lambda });

    expect(got.status).toBe(403);
    expect(text(got)).toBe('{"error": {"code": "E1"}}');
    expect(got.headers.filter(([name]) => name === "X-Own").map(([, value]) => value)).toEqual([
      "1",
      "$default",
    ]);
    expect(header(got, "x-code")).toBe("E1");
    expect(header(got, "x-type")).toBe("application/json; own");
    expect(header(got, "x-gone")).toBeUndefined();
  });

  test("leave responses with other status codes unchanged", async () => {
    const got = await responseTo({
      ...responses("404", { "overwrite:statuscode": "200" }),
      lambda,
    });

    expect(got.status).toBe(500);
  });

  test("leave responses of API Gateway itself unchanged", async () => {
    const test = overHttp(
      responses("503", { "overwrite:statuscode": "200" }),
      "http://127.0.0.1:1",
    );

    expect((await responseTo(test)).status).toBe(503);
  });

  test.each([
    ["malformed response", { returns: { statusCode: "none" } }],
    ["error", { fails: { errorMessage: "failed", errorType: "Error" } }],
  ])("leave the 500 that API Gateway sends for a function's %s unchanged", async (_, response) => {
    const mappings = { "overwrite:statuscode": "200", "append:header.x-new": "n" };

    const got = await responseTo({
      ...responses("500", mappings),
      lambda: new FakeLambda(response),
    });

    expect([got.status, text(got)]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(header(got, "x-new")).toBeUndefined();
  });

  test.each(["100", "600", "abc", "$response.header.none"])(
    "the invalid status code %s changes nothing",
    async (status) => {
      const got = await responseTo({
        ...responses("500", { "overwrite:statuscode": status }),
        lambda,
      });

      expect(got.status).toBe(500);
    },
  );

  test("change the response of an HTTP backend", async () => {
    const got = await withServer(
      (_, response) => response.writeHead(404).end(),
      (url) => responseTo(overHttp(responses("404", { "append:header.x-new": "n" }), url)),
    );

    expect([got.status, header(got, "x-new")]).toEqual([404, "n"]);
  });
});

const ADDRESS = "aws_apigatewayv2_integration.integration";

test.each([
  [{ "set:header.a": "1" }, "Use append, overwrite or remove of header.NAME"],
  [{ "overwrite.path": "/" }, "Use append, overwrite or remove of header.NAME"],
  [{ "overwrite:statuscode": "200" }, "Use append, overwrite or remove of header.NAME"],
  [{ "append:header.X-Amz-Date": "1" }, "API Gateway reserves this header: map another one."],
  [{ "append:header.a": "$request.cookie.b" }, "API Gateway has no such value here."],
  [{ "append:header.a": "$response.header.b" }, "API Gateway has no such value here."],
  [{ "append:header.a": "$context.none" }, "doesn't serve this context variable."],
  [{ "append:header.a": "$request.body..b" }, "no recursive descent and no filters"],
])("the request mapping %j is refused by its address", (request_parameters, rule) => {
  const [[key, value]] = Object.entries(request_parameters) as [[string, string]];
  const test = mapped(request_parameters);

  expect(problemsOf(gatewayOf(test)).join("\n")).toContain(`${ADDRESS}: request_parameters is "`);
  expect(problemsOf(gatewayOf(test)).join("\n")).toContain(value.startsWith("$") ? value : key);
  expect(problemsOf(gatewayOf(test)).join("\n")).toContain(rule);
});

test.each([
  [{ status_code: "100", mappings: {} }, 'status_code is "100". Use 200 to 599.'],
  [
    { status_code: "200", mappings: { "append:querystring.a": "1" } },
    "Use append, overwrite or remove of header.NAME, or overwrite:statuscode.",
  ],
  [{ status_code: "200", mappings: { "append:header.Via": "1" } }, "reserves this header"],
])("the response mapping %j is refused by its address", (block, rule) => {
  const test = { integration: { response_parameters: [block] } };

  expect(problemsOf(gatewayOf(test)).join("\n")).toContain(ADDRESS);
  expect(problemsOf(gatewayOf(test)).join("\n")).toContain(rule);
});
