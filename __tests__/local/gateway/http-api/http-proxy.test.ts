import { withServer } from "../../../support/loopback-server";
import { header, text } from "../support/response";
import { FakeLog } from "../support/fake-log";
import { responseTo, forwarded, overHttp } from "./support/http-api";

test("the backend receives the method, path parameter, query and body of the client", async () => {
  const got = await forwarded(
    { routeKey: "ANY /to/{proxy+}" },
    { method: "PUT", path: "/to/a%20b/c", query: "d=1&d=%20", body: "hi" },
    (backend) => `${backend}/base/{proxy}?own=1`,
  );

  expect(got).toMatchObject({ line: "PUT /base/a%20b/c?own=1&d=1&d=%20", body: "hi" });
});

const OUTSIDE = [
  "../admin",
  "../../../admin",
  "a/../../admin",
  "%2e%2e/admin",
  ".%2E/admin",
  "..%2fadmin",
  "%2e%2e%2Fadmin",
  "..\\admin",
  "..%5cadmin",
  "..",
];

describe("a path parameter can't lead outside the base path of the integration's URI", () => {
  test.each(OUTSIDE)("by %s", async (path) => {
    const log = new FakeLog();
    const api = overHttp({ routeKey: "ANY /up/{proxy+}", log }, "http://127.0.0.1:1/base/{proxy}");

    const got = await responseTo(api, { path: `/up/${path}` });

    expect([got.status, text(got)]).toEqual([400, '{"message":"Bad Request"}']);
    expect(log.reports).toMatchObject([
      {
        api: "aws_apigatewayv2_api.api",
        reason:
          "the path leads outside http://127.0.0.1:1/base/, the base of the integration's uri",
      },
    ]);
  });

  test("by a path that a mapping builds from it", async () => {
    const integration = {
      request_parameters: { "overwrite:path": "/base/$${request.path.proxy}" },
    };
    const api = overHttp({ routeKey: "ANY /up/{proxy+}", integration }, "http://127.0.0.1:1/");

    expect((await responseTo(api, { path: "/up/../admin" })).status).toBe(400);
  });

  test.each([
    ["a/../b", "/base/b"],
    ["a/./b", "/base/a/b"],
    ["..a/b..", "/base/..a/b.."],
    ["a%2Fb", "/base/a%2Fb"],
  ])("%s stays within it, as %s", async (path, sent) => {
    const got = await forwarded(
      { routeKey: "ANY /up/{proxy+}" },
      { path: `/up/${path}` },
      (backend) => `${backend}/base/{proxy}`,
    );

    expect(got.line).toBe(`GET ${sent}`);
  });
});

test("integration_method replaces the client's method", async () => {
  const got = await forwarded({ integration: { integration_method: "POST" } }, { method: "GET" });

  expect(got.line).toBe("POST /");
});

test("the backend receives the client's address in Forwarded, and a Via header", async () => {
  const { headers } = await forwarded(
    {},
    { headers: { Host: "api.example", Forwarded: "for=192.0.2.1", Connection: "close", TE: "x" } },
  );

  expect(headers).toMatchObject({
    forwarded: "for=192.0.2.1, by=127.0.0.1;for=127.0.0.1;host=api.example;proto=http",
    via: "HTTP/1.1 AmazonAPIGateway",
  });
  expect(headers["x-amzn-trace-id"]).toMatch(/^Root=1-/);
  expect(headers["host"]).toMatch(/^127\.0\.0\.1:/);
  expect(headers).not.toHaveProperty("te");
  expect(headers).not.toHaveProperty("x-forwarded-for");
});

test("the client receives the backend's status, headers, cookies and bytes", async () => {
  const bytes = Buffer.from([0, 255, 128, 10]);

  const got = await withServer(
    (_, response) => {
      const headers = ["X-Own", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "Keep-Alive", "x"];
      response.writeHead(418, headers).end(bytes);
    },
    (url) => responseTo(overHttp({}, url)),
  );

  expect(got.status).toBe(418);
  expect(got.body.equals(bytes)).toBe(true);
  expect(header(got, "x-own")).toBe("1");
  expect(header(got, "keep-alive")).not.toBe("x");
  expect(got.headers.filter(([name]) => name === "Set-Cookie").map(([, value]) => value)).toEqual([
    "a=1",
    "b=2",
  ]);
});

test("both values of a header that the client sent in two spellings reach the backend", async () => {
  const { headers } = await forwarded({}, { headers: { "X-A": ["1", "2"] } });

  expect(headers["x-a"]).toBe("1, 2");
});

test("a stage variable sends each stage to its own backend", async () => {
  const got = await withServer(
    (_, response) => response.end("blue"),
    (url) =>
      responseTo(
        overHttp(
          { stage: { stage_variables: { host: new URL(url).host } } },
          "http://$${stageVariables.host}/",
        ),
      ),
  );

  expect(text(got)).toBe("blue");
});
