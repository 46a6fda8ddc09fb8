import { withServer } from "../../../support/loopback-server";
import { header, text } from "../support/answer";
import { answer, forwarded, overHttp } from "./support/http-api";

test("the backend gets the method, path parameter, query and body of the client", async () => {
  const got = await forwarded(
    { routeKey: "ANY /to/{proxy+}" },
    { method: "PUT", path: "/to/a%20b/c", query: "d=1&d=%20", body: "hi" },
    (backend) => `${backend}/base/{proxy}?own=1`,
  );

  expect(got).toMatchObject({ line: "PUT /base/a%20b/c?own=1&d=1&d=%20", body: "hi" });
});

test("an integration_method of its own takes the place of the client's", async () => {
  const got = await forwarded({ integration: { integration_method: "POST" } }, { method: "GET" });

  expect(got.line).toBe("POST /");
});

test("the backend learns of the client by Forwarded and Via, as HTTP APIs tell it", async () => {
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

test("the client gets the backend's status, headers, cookies and bytes", async () => {
  const bytes = Buffer.from([0, 255, 128, 10]);

  const got = await withServer(
    (_, response) => {
      const headers = ["X-Own", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "Keep-Alive", "x"];
      response.writeHead(418, headers).end(bytes);
    },
    (url) => answer(overHttp({}, url)),
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

test("a header that the client sent twice, in two cases, reaches the backend whole", async () => {
  const { headers } = await forwarded({}, { headers: { "X-A": ["1", "2"] } });

  expect(headers["x-a"]).toBe("1, 2");
});

test("a stage variable leads each stage to a backend of its own", async () => {
  const got = await withServer(
    (_, response) => response.end("blue"),
    (url) =>
      answer(
        overHttp(
          { stage: { stage_variables: { host: new URL(url).host } } },
          "http://$${stageVariables.host}/",
        ),
      ),
  );

  expect(text(got)).toBe("blue");
});
