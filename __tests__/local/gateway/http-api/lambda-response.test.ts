import fc from "fast-check";
import { lambdaResponse } from "../../../../local/gateway/http-api/integration/lambda-response";

const responseFor = (result: unknown, format: "1.0" | "2.0" = "2.0") =>
  lambdaResponse(Buffer.from(JSON.stringify(result)), format);

test.each([
  ["hello", "hello"],
  [{ a: 1 }, '{"a":1}'],
  [[1, "b"], '[1,"b"]'],
])("in format 2.0 the result %j without a status is the body", (result, body) => {
  expect(responseFor(result)).toEqual({
    status: 200,
    headers: [["Content-Type", "application/json"]],
    body,
  });
});

test("a body without a Content-Type is plain text, even if it is JSON", () => {
  expect(responseFor({ statusCode: 201, body: "{}" }).headers).toEqual([
    ["Content-Type", "text/plain; charset=utf-8"],
  ]);
});

test("each cookie of format 2.0 becomes a header line", () => {
  const { headers } = responseFor({ statusCode: 200, cookies: ["a=1", "b=2"] });

  expect(headers.filter(([name]) => name === "set-cookie")).toEqual([
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
  ]);
});

test.each([
  ["a status of zero", { statusCode: 0 }, "2.0"],
  ["a status that is not a number", { statusCode: "x" }, "2.0"],
  ["an informational status", { statusCode: 101 }, "2.0"],
  ["no status in format 1.0", { body: "x" }, "1.0"],
  ["a header with a line break", { statusCode: 200, headers: { a: "1\r\nb: 2" } }, "2.0"],
  ["a header name with a space", { statusCode: 200, headers: { "a b": "1" } }, "2.0"],
] as const)("%s is 500", (_, result, format) => {
  expect(responseFor(result, format)).toMatchObject({
    status: 500,
    body: '{"message":"Internal Server Error"}',
  });
});

test("characters outside ASCII in a header are sent as UTF-8", () => {
  const { headers } = responseFor({ statusCode: 200, headers: { "x-a": "ü☕" } });

  const sent = headers.find(([name]) => name === "x-a")?.[1] ?? "";
  expect(Buffer.from(sent, "latin1").toString("utf8")).toBe("ü☕");
});

test("names of object properties are valid header names", () => {
  const payload = Buffer.from(
    '{"statusCode": 200, "headers": {"__proto__": "1", "constructor": "2"}}',
  );

  expect(lambdaResponse(payload, "2.0").headers).toEqual([
    ["__proto__", "1"],
    ["constructor", "2"],
    ["Content-Type", "text/plain; charset=utf-8"],
  ]);
});

test("an inherited status is ignored: the result is the body", () => {
  const payload = Buffer.from('{"__proto__": {"statusCode": 404}}');

  expect(lambdaResponse(payload, "2.0")).toMatchObject({
    status: 200,
    body: '{"__proto__":{"statusCode":404}}',
  });
});

test("bytes make the round trip through Base64", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const body = Buffer.from(bytes).toString("base64");
      const response = responseFor({ statusCode: 200, body, isBase64Encoded: true });
      return Buffer.compare(Buffer.from(response.body), Buffer.from(bytes)) === 0;
    }),
  );
});
