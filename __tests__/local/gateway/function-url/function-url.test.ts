import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { invokeStreaming } from "../../../../local/gateway/function-url/streaming-invocation";
import type { LambdaService } from "../../../../local/lambda/lambda-service";
import { serve, type LocalOptions } from "../../../../local/testing";
import { Runner } from "../../../../local/runner/runner";
import { routesTable } from "../../../../local/cli/serve/routes-table";
import { writeEndpointsFile } from "../../../../local/cli/serve/endpoints";
import { logTo, SILENT } from "../../support/log-destination";
import { CREDENTIALS, signedHeaders } from "../../support/signed-headers";
import { urlStack } from "./support/url-stack";

type Notes = NonNullable<LocalOptions["functions"]>[string];

/** The response of a URL whose function is a stub. */
async function responseOf(notes: Notes, stack = urlStack()): Promise<Response> {
  const api = await serve(stack, { functions: { notes } });
  return api.fetch("GET /a");
}

test("the function gets the path and the query of the request", async () => {
  const api = await serve(urlStack(), {
    functions: { notes: ({ rawPath, rawQueryString }) => `${rawPath}?${rawQueryString}` },
  });

  expect(await (await api.fetch("GET /a/b?c=1")).text()).toBe("/a/b?c=1");
});

test.each<[string, unknown, number, string]>([
  ["an object without statusCode", { path: "a/b" }, 200, '{"path":"a\\/b"}'],
  ["a list", ["hello", 3, true], 200, '["hello",3,true]'],
  ["an object as the body", { statusCode: 201, body: { a: 1 } }, 201, '{"a":1}'],
  ["no body", { statusCode: 202 }, 202, ""],
  ["a statusCode of 100", { statusCode: 100 }, 502, "Internal Server Error"],
  ["a statusCode that is a word", { statusCode: "ok" }, 502, "Internal Server Error"],
  ["a header that HTTP doesn't allow", { statusCode: 200, headers: { "a b": "c" } }, 502, ""],
])("%s (%j) yields %i", async (_, result, status, body) => {
  const response = await responseOf(() => result);

  expect(response.status).toBe(status);
  expect(await response.text()).toBe(body || (status === 502 ? "Internal Server Error" : ""));
});

test("a header whose value is an object is written as Java does", async () => {
  const response = await responseOf(() => ({ statusCode: 200, headers: { X: { bad: true } } }));

  expect(response.headers.get("x")).toBe("{bad=true}");
});

test("headers about the connection and the framing of the body aren't the function's", async () => {
  const own = { "Content-Length": "999", "Transfer-Encoding": "gzip", Trailer: "x", Upgrade: "x" };
  const headers = { ...own, Connection: "upgrade", "X-Own": "1" };
  const response = await responseOf(() => ({ statusCode: 200, headers, body: "whole" }));

  expect([response.status, await response.text()]).toEqual([200, "whole"]);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-length": "5",
    "x-own": "1",
  });
  expect(response.headers.has("upgrade")).toBe(false);
});

test("a result that isn't JSON is the body of a streaming URL", async () => {
  const result = { requestId: "1", payload: Buffer.from("no JSON"), logTail: () => "" };
  const lambda = { invoke: () => Promise.resolve(result) } as unknown as LambdaService;

  const { status, body } = await invokeStreaming(lambda, "arn", "{}", {});

  expect([status, await text(body as Readable)]).toEqual([200, "no JSON"]);
});

test("a header outside of ASCII arrives in UTF-8", async () => {
  const headers = { "X-Name": "日本" };
  const response = await responseOf(() => ({ statusCode: 200, headers, body: "text" }));

  const name = response.headers.get("x-name") ?? "";
  expect(Buffer.from(name, "latin1").toString()).toBe("日本");
});

test("a function without free concurrency gets 429 with Lambda's reason", async () => {
  const stack = urlStack({ fn: { reserved_concurrent_executions: 0 } });

  const response = await responseOf(() => "never", stack);

  expect(response.status).toBe(429);
  expect(await response.json()).toEqual({
    Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    Type: "User",
    message: "Rate Exceeded.",
  });
});

test("a body over 6 MB gets 413, and the function isn't invoked", async () => {
  const notes = jest.fn();
  const api = await serve(urlStack(), { functions: { notes } });

  const response = await api.fetch("POST /", { body: "x".repeat(6 * 1024 * 1024) });

  expect(response.status).toBe(413);
  expect(notes).not.toHaveBeenCalled();
});

describe("a public URL", () => {
  const ofUrl = {
    action: "lambda:InvokeFunctionUrl",
    function_name: "notes",
    principal: "*",
    function_url_auth_type: "NONE",
  };
  const invoke = { action: "lambda:InvokeFunction", function_name: "notes", principal: "*" };
  const byUrl = { ...invoke, invoked_via_function_url: true };
  const account = { ...invoke, principal: "123456789012" };

  test.each<[string, object, number]>([
    ["lambda:InvokeFunction", { invoke }, 200],
    ["both actions", { ofUrl, invoke }, 200],
    ["both actions, the second only by the URL", { ofUrl, byUrl }, 200],
    ["nothing", {}, 403],
    ["lambda:InvokeFunctionUrl", { ofUrl }, 403],
    ["lambda:InvokeFunction for an account", { account }, 403],
    ["lambda:InvokeFunction for an alias", { invoke: { ...invoke, qualifier: "live" } }, 403],
  ])("with a permission for %s (%j) gets %i", async (_, permissions, status) => {
    expect((await responseOf(() => "", urlStack({ permissions }))).status).toBe(status);
  });

  test("that nobody may call gets AWS's 403, and the log names the missing permission", async () => {
    let log = "";
    const runner = await Runner.start(urlStack({ permissions: { ofUrl } }), {
      port: 0,
      log: logTo((text) => (log += text)),
      isPublished: false,
    });

    const response = await fetch(runner.endpoints[0]?.url ?? "");
    const body: unknown = await response.json();
    await runner.close();

    expect(response.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
    expect(body).toEqual({
      Message:
        "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    });
    expect(log).toContain(
      'Add one with action = "lambda:InvokeFunction", function_name = "notes", principal = "*".',
    );
  });
});

describe("a URL with AWS_IAM", () => {
  let runner: Runner;
  let url: string;
  beforeAll(async () => {
    const stack = urlStack({ url: { authorization_type: "AWS_IAM" }, permissions: {} });
    const overrides = { "aws_lambda_function.notes": { stub: () => "reached" } };
    const options = { port: 0, log: SILENT, isPublished: false, overrides };
    runner = await Runner.start(stack, { ...options, credentials: CREDENTIALS });
    url = `${runner.endpoints[0]?.url}/a`;
  });
  afterAll(() => runner.close());

  const statusWith = async (headers: Promise<Record<string, string>>) =>
    (await fetch(url, { headers: await headers })).status;

  test("accepts requests that are signed for Lambda", async () => {
    expect(await statusWith(signedHeaders(url, "us-east-1", { service: "lambda" }))).toBe(200);
  });

  test.each<[string, () => Promise<Record<string, string>>]>([
    ["unsigned", () => Promise.resolve({})],
    ["signed for API Gateway", () => signedHeaders(url, "us-east-1")],
    [
      "signed with another secret",
      () => signedHeaders(url, "us-east-1", { service: "lambda", secretAccessKey: "other" }),
    ],
  ])("refuses requests that are %s", async (_, headers) => {
    expect(await statusWith(headers())).toBe(403);
  });
});

test("it is in the table of routes and, by its address, in the endpoints file", async () => {
  const runner = await Runner.start(urlStack(), { port: 0, log: SILENT, isPublished: false });
  const file = `${urlStack()}/endpoints.json`;
  writeEndpointsFile(file, runner);
  const table = routesTable(runner.apis);
  const [endpoint] = runner.endpoints;
  await runner.close();

  expect(table).toMatch(
    /notes.* \(aws_lambda_function_url\.notes\)\n.*\n.*\$default +notes +public/,
  );
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    "aws_lambda_function_url.notes": endpoint?.url,
  });
});

test.each([
  [{ authorization_type: "JWT" }, "authorization_type"],
  [{ invoke_mode: "STREAM" }, "invoke_mode"],
  [{ qualifier: "7" }, "qualifier"],
])("%j, which AWS refuses, is not served", async (url, attribute) => {
  const options = { port: 0, log: SILENT, isPublished: false };
  const runner = await Runner.start(urlStack({ url }), options);
  const { status } = await fetch(runner.apis[0]?.url ?? "");
  await runner.close();

  expect(status).toBe(501);
  expect(runner.problems).toContainEqual(
    expect.stringContaining(`aws_lambda_function_url.notes: ${attribute} is`),
  );
});
