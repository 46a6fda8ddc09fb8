import { withServer } from "../../../support/loopback-server";
import { FakeLambda } from "../support/fake-lambda";
import { exchangeRaw } from "../../support/raw-client";
import { eventOf, gatewayOf } from "./support/http-api";

const PET = { routeKey: "GET /pets/{id}" };
const FORMAT_1 = { integration: { payload_format_version: "1.0" } };

test("an event 2.0 has the route, decoded path, raw query, cookies and parameters", async () => {
  const event = await eventOf(PET, {
    path: "/pets/%E2%98%95",
    query: "q=1&q=a%20b",
    headers: { Cookie: "a=1; b=2", "X-Two": "x" },
  });

  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "GET /pets/{id}",
    rawPath: "/pets/☕",
    rawQueryString: "q=1&q=a%20b",
    queryStringParameters: { q: "1,a b" },
    pathParameters: { id: "☕" },
    cookies: ["a=1", "b=2"],
    headers: { "x-two": "x", "content-length": "0" },
    requestContext: { http: { method: "GET", path: "/pets/☕" }, stage: "$default" },
    isBase64Encoded: false,
  });
  expect(event["headers"]).not.toHaveProperty("cookie");
});

test("several Cookie lines become one list of cookies", async () => {
  const lambda = new FakeLambda();
  const gateway = gatewayOf({ lambda });

  await withServer(
    (incoming, outgoing) => void gateway.handle(incoming, outgoing),
    (url) =>
      exchangeRaw(
        url,
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1; b=2\r\nCookie: c=3\r\nConnection: close\r\n\r\n",
      ),
  );

  expect(lambda.event["cookies"]).toEqual(["a=1", "b=2", "c=3"]);
});

test.each([
  ["2.0", "content-length", "transfer-encoding"],
  ["1.0", "Content-Length", "Transfer-Encoding"],
])(
  "an event %s of a body that came in chunks has its length",
  async (payload_format_version, length, chunks) => {
    const lambda = new FakeLambda();
    const gateway = gatewayOf({ lambda, integration: { payload_format_version } });

    await withServer(
      (incoming, outgoing) => void gateway.handle(incoming, outgoing),
      (url) =>
        exchangeRaw(
          url,
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
        ),
    );

    expect(lambda.event).toMatchObject({ body: "abc", headers: { [length]: "3" } });
    expect(lambda.event["headers"]).not.toHaveProperty(chunks);
  },
);

test("a second question mark belongs to the query", async () => {
  const event = await eventOf({}, { query: "?a=1" });

  expect(event).toMatchObject({ rawQueryString: "?a=1", queryStringParameters: { "?a": "1" } });
});

test("an event 2.0 omits empty fields", async () => {
  const event = await eventOf({});

  expect(Object.keys(event).sort()).toEqual([
    "headers",
    "isBase64Encoded",
    "rawPath",
    "rawQueryString",
    "requestContext",
    "routeKey",
    "version",
  ]);
});

test("an event 1.0 keeps the path encoded and fills absent fields with null", async () => {
  const event = await eventOf({ ...PET, ...FORMAT_1 }, { path: "/pets/a%20b" });

  expect(event).toMatchObject({
    version: "1.0",
    resource: "/pets/{id}",
    path: "/pets/a%20b",
    pathParameters: { id: "a b" },
    queryStringParameters: null,
    stageVariables: null,
    body: null,
    requestContext: { resourceId: "GET /pets/{id}", path: "/pets/a b" },
  });
});

test("an event 1.0 has the last value and all values of a header, named in title case", async () => {
  const headers = { "x-two": ["1", "2"], COOKIE: "a=1" };

  const event = await eventOf(FORMAT_1, { headers });

  expect(event["headers"]).toMatchObject({ "X-Two": "2", Cookie: "a=1" });
  expect(event["multiValueHeaders"]).toMatchObject({ "X-Two": ["1", "2"] });
});

test.each([
  ["application/json", '{"a":1}', '{"a":1}', false],
  ["text/csv; charset=utf-8", "a,b", "a,b", false],
  ["application/octet-stream", "abc", "YWJj", true],
  ["application/x-www-form-urlencoded", "a=1", "YT0x", true],
  ["application/vnd.api+json", "{}", "e30=", true],
])("a body of type %s reaches the function as AWS sends it", async (type, sent, body, base64) => {
  const event = await eventOf(
    {},
    { method: "POST", body: sent, headers: { "Content-Type": type } },
  );

  expect(event).toMatchObject({ body, isBase64Encoded: base64 });
});

describe.each(["2.0", "1.0"])("names of object properties, in an event %s", (format) => {
  const integration = { payload_format_version: format };

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is a name as any other, of headers, query and path",
    async (name) => {
      const event = await eventOf(
        { routeKey: `GET /{${name}}`, integration },
        { path: "/value", query: `${name}=q`, headers: { [name]: "h", Cookie: `${name}=c` } },
      );

      const headerName = Object.keys(event["headers"] as object).find(
        (one) => one.toLowerCase() === name.toLowerCase(),
      );
      expect(ownValue(event["headers"], headerName)).toBe("h");
      expect(ownValue(event["queryStringParameters"], name)).toBe("q");
      expect(ownValue(event["pathParameters"], name)).toBe("value");
    },
  );
});

function ownValue(values: unknown, name = ""): unknown {
  return Object.getOwnPropertyDescriptor(values, name)?.value;
}

test.each([
  ["/%", "/%"],
  ["/%00", "/\0"],
  ["/%ff%fe", "/%ff%fe"],
  ["/%E2%98", "/%E2%98"],
  ["/..%2f..", "/../.."],
  ["/a/../b", "/a/../b"],
  ["//x//", "//x//"],
])(
  "the path %s reaches the function as %j: an invalid percent-encoding stays unchanged",
  async (path, rawPath) => {
    expect(await eventOf({}, { path })).toMatchObject({ rawPath });
  },
);
