import { LambdaServiceError } from "../../../../local/lambda/lambda-service";
import { FakeLambda } from "../support/fake-lambda";
import { responseTo, FUNCTION_URI, header, integrationOf, proxy, text } from "./support/serve";

const paths = { "/{proxy+}": { "x-amazon-apigateway-any-method": proxy() } };

describe("the event of a proxy integration", () => {
  test("adds the client's address to those that the request was forwarded for", async () => {
    const lambda = new FakeLambda();

    await responseTo(
      { paths, lambda },
      { path: "/a", headers: { "x-forwarded-for": ["10.0.0.1", "10.0.0.2"] } },
    );

    expect(lambda.event["headers"]).toMatchObject({
      "X-Forwarded-For": "10.0.0.1, 10.0.0.2, 127.0.0.1",
    });
  });

  test("has the trace header of the client, which the function gets as well", async () => {
    const lambda = new FakeLambda();
    const trace = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";

    const got = await responseTo(
      { paths, lambda },
      { path: "/a", headers: { "X-Amzn-Trace-Id": trace } },
    );

    expect(lambda.event["headers"]).toMatchObject({ "X-Amzn-Trace-Id": trace });
    expect(lambda.invocations[0]?.options).toEqual({ traceId: trace });
    expect(header(got, "X-Amzn-Trace-Id")).toBe(trace);
  });

  test("carries any bytes of a binary media type as base64, and text as text", async () => {
    const bytes = Buffer.from([0, 255, 128, 10]);
    const lambda = new FakeLambda();
    const api = { binary_media_types: ["image/*"] };
    const headers = { "Content-Type": "image/png" };

    await responseTo(
      { paths, lambda, api },
      { method: "POST", path: "/a", headers, body_base64: bytes.toString("base64") },
    );

    expect(lambda.event).toMatchObject({ body: bytes.toString("base64"), isBase64Encoded: true });
  });

  test("names stage variables, and the operation", async () => {
    const lambda = new FakeLambda();
    const named = { "/a": { get: proxy({ operationId: "readA" }) } };

    await responseTo({ paths: named, lambda, stage: { variables: { v: "1" } } }, { path: "/a" });

    expect(lambda.event).toMatchObject({
      stageVariables: { v: "1" },
      requestContext: { operationName: "readA", resourcePath: "/a", apiId: "api1" },
    });
  });

  test("has the parameters that a semicolon splits the query into", async () => {
    const lambda = new FakeLambda();

    await responseTo({ paths, lambda }, { path: "/a", query: "a=1;b=2%3B" });

    expect(lambda.event).toMatchObject({ queryStringParameters: { a: "1", b: "2;" } });
  });
});

describe("the output of a proxy integration", () => {
  test.each<[string, unknown]>([
    ["a text", "hello"],
    ["a list", []],
    ["null", null],
    ["an unknown key", { statusCode: 200, cookies: [] }],
    ["a status that is not a number", { statusCode: "x" }],
    ["the status 0", { statusCode: 0 }],
    ["a body that is not a string", { body: {} }],
    ["headers that are not an object", { headers: [] }],
    ["a header with an object", { headers: { a: {} } }],
    ["a header with a line break", { headers: { a: "b\r\nc: d" } }],
    ["a header whose name HTTP doesn't allow", { headers: { "a b": "c" } }],
    ["multiple values that are not a list", { multiValueHeaders: { a: "b" } }],
  ])("%s gets 502", async (_, returns) => {
    const got = await responseTo({ paths, lambda: new FakeLambda({ returns }) }, { path: "/a" });

    expect(got.status).toBe(502);
    expect(text(got)).toBe('{"message": "Internal server error"}');
    expect(header(got, "x-amzn-ErrorType")).toBe("InternalServerErrorException");
  });

  test("{} is an empty 200, and nulls are as nothing", async () => {
    const returns = { headers: null, multiValueHeaders: null, body: null };
    const got = await responseTo({ paths, lambda: new FakeLambda({ returns }) }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([200, ""]);
  });

  test("headers that are the gateway's own reach the client under another name", async () => {
    const returns = { headers: { "Content-Length": "3", Date: "today", "transfer-encoding": "x" } };
    const got = await responseTo({ paths, lambda: new FakeLambda({ returns }) }, { path: "/a" });

    expect(header(got, "x-amzn-Remapped-Content-Length")).toBe("3");
    expect(header(got, "x-amzn-Remapped-Date")).toBe("today");
    expect(header(got, "Transfer-Encoding")).toBeUndefined();
  });

  test("headers that are not ASCII reach the client as UTF-8", async () => {
    const returns = { headers: { "X-A": "☕é" } };
    const got = await responseTo({ paths, lambda: new FakeLambda({ returns }) }, { path: "/a" });

    expect(Buffer.from(header(got, "X-A") ?? "", "latin1").toString("utf8")).toBe("☕é");
  });

  test("invalid base64 gets 500", async () => {
    const lambda = new FakeLambda({ returns: { body: "~", isBase64Encoded: true } });
    const request = { path: "/a", headers: { Accept: "image/png" } };

    const got = await responseTo(
      { paths, lambda, api: { binary_media_types: ["image/png"] } },
      request,
    );

    expect(got.status).toBe(500);
  });

  test("any bytes come through base64 whole", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const lambda = new FakeLambda({
      returns: { body: bytes.toString("base64"), isBase64Encoded: true },
    });

    const got = await responseTo(
      { paths, lambda, api: { binary_media_types: ["*/*"] } },
      { path: "/a" },
    );

    expect(got.body).toEqual(bytes);
  });
});

describe("an invocation that fails", () => {
  test.each([
    ["no such function", new LambdaServiceError("ResourceNotFoundException", 404, "no"), 500],
    ["a throttled one", new LambdaServiceError("TooManyRequestsException", 429, "no"), 502],
  ])("%s gets the right status", async (_, error, status) => {
    const got = await responseTo(
      { paths, lambda: new FakeLambda({ throws: error }) },
      { path: "/a" },
    );

    expect([got.status, text(got)]).toEqual([status, '{"message": "Internal server error"}']);
  });

  test("one with a method other than POST gets 500, as on AWS", async () => {
    const integration = { type: "AWS_PROXY", httpMethod: "GET", uri: FUNCTION_URI };
    const lambda = new FakeLambda();

    const got = await responseTo(
      { paths: { "/a": { get: integrationOf(integration) } }, lambda },
      { path: "/a" },
    );

    expect([got.status, text(got)]).toEqual([500, '{"message": "Internal server error"}']);
    expect(lambda.invocations).toEqual([]);
  });

  test.each(["AWS_PROXY", "AWS"])("of %s that takes too long gets 504", async (type) => {
    const integration = { type, httpMethod: "POST", uri: FUNCTION_URI, timeoutInMillis: 50 };
    const slow = { "/a": { get: integrationOf(integration) } };

    const got = await responseTo({ paths: slow, lambda: new FakeLambda("never") }, { path: "/a" });

    expect([got.status, text(got)]).toEqual([504, '{"message": "Endpoint request timed out"}']);
  });
});
