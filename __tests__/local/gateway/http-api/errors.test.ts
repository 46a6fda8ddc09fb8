import { LambdaServiceError, type LambdaService } from "../../../../local/lambda/lambda-service";
import { withServer } from "../../../support/loopback-server";
import { header, text } from "../support/response";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { responseTo, overHttp } from "./support/http-api";

const INTERNAL = '{"message":"Internal Server Error"}';
const UNAVAILABLE = '{"message":"Service Unavailable"}';

test("a function that exceeds the integration's timeout causes 503, without a Content-Type", async () => {
  const lambda = new FakeLambda("never");

  const got = await responseTo({ integration: { timeout_milliseconds: 50 }, lambda });

  expect([got.status, text(got)]).toEqual([503, UNAVAILABLE]);
  expect(header(got, "content-type")).toBeUndefined();
});

test("a function error causes 500, without its message", async () => {
  const lambda = new FakeLambda({ fails: { errorMessage: "secret", errorType: "Error" } });

  const got = await responseTo({ lambda });

  expect([got.status, text(got)]).toEqual([500, INTERNAL]);
});

test.each([
  ["a throttled function", "TooManyRequestsException", 429, 500, INTERNAL],
  ["a function that isn't there", "ResourceNotFoundException", 404, 500, INTERNAL],
  ["a sandbox that couldn't start", "ServiceException", 500, 500, INTERNAL],
  [
    "an event over 6 MB",
    "RequestTooLargeException",
    413,
    413,
    '{"message":"Request Entity Too Large"}',
  ],
])("%s causes the response of AWS", async (_, code, lambdaStatus, status, body) => {
  const lambda = new FakeLambda({ throws: new LambdaServiceError(code, lambdaStatus, "no") });

  const got = await responseTo({ lambda });

  expect([got.status, text(got)]).toEqual([status, body]);
});

test("an error of the runner itself causes 500, and is reported with its stack trace and the address of the API", async () => {
  const log = new FakeLog();
  const broken: LambdaService = {
    invoke: () => Promise.reject(new TypeError("a bug")),
    invokeAsync: () => undefined,
  };

  const got = await responseTo({ lambda: broken, log }, { method: "POST", body: "x" });

  expect([got.status, text(got)]).toEqual([500, INTERNAL]);
  expect(log.reports).toEqual([
    expect.objectContaining({
      api: "aws_apigatewayv2_api.api",
      reason: "the local runner itself failed: this is a bug in the runner",
      stack: expect.stringMatching(/^TypeError: a bug\n/),
    }),
  ]);
});

test("hop-by-hop headers from a function are replaced by API Gateway's", async () => {
  const headers = { "Content-Length": "999", "Transfer-Encoding": "chunked", Connection: "close" };
  const lambda = new FakeLambda({ returns: { statusCode: 200, headers, body: "whole" } });

  const got = await responseTo({ lambda });

  expect(text(got)).toBe("whole");
  expect(got.headers.filter(([name]) => name === "Content-Length")).toEqual([
    ["Content-Length", "5"],
  ]);
});

describe("an HTTP integration", () => {
  test("that refuses the connection causes 503", async () => {
    const closed = await withServer(
      () => undefined,
      (url) => Promise.resolve(url),
    );

    const got = await responseTo(overHttp({}, closed));

    expect([got.status, text(got)]).toEqual([503, UNAVAILABLE]);
  });

  test("that is late causes 503", async () => {
    const got = await withServer(
      () => undefined,
      (url) => responseTo(overHttp({ integration: { timeout_milliseconds: 50 } }, url)),
    );

    expect([got.status, text(got)]).toEqual([503, UNAVAILABLE]);
  });

  test("that breaks off within its body causes 503", async () => {
    const got = await withServer(
      (_, response) => {
        response.writeHead(200, { "Content-Length": "100" });
        response.write("half", () => response.destroy());
      },
      (url) => responseTo(overHttp({}, url)),
    );

    expect([got.status, text(got)]).toEqual([503, UNAVAILABLE]);
  });

  test("whose uri is invalid with its stage variables causes 500", async () => {
    const stage = { stage_variables: { url: "http://:no:" } };

    const got = await responseTo(overHttp({ stage }, "$${stageVariables.url}"));

    expect([got.status, text(got)]).toEqual([500, INTERNAL]);
  });
});

describe("limits", () => {
  test("a body over 10 MB causes 413", async () => {
    const got = await responseTo({}, { method: "POST", body: "x".repeat(10 * 1024 * 1024 + 1) });

    expect([got.status, text(got)]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    expect(header(got, "apigw-requestid")).toMatch(/=$/);
  });

  test("a request line and header values over 10,240 bytes together cause 431", async () => {
    const path = `/${"p".repeat(5000)}`;

    const fits = await responseTo({}, { path, headers: { "x-a": "a".repeat(5100) } });
    const over = await responseTo({}, { path, headers: { "x-a": "a".repeat(5300) } });

    expect(fits.status).toBe(200);
    expect([over.status, text(over)]).toEqual([
      431,
      '{"message":"Request Header Fields Too Large"}',
    ]);
  });
});
