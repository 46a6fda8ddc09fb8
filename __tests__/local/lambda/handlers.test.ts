import type { LocalLambda } from "../../../local/lambda";
import { LambdaFixture } from "./support/lambda-fixture";

const PYTHON = `
import decimal, json
def handler(event, context):
    return CASES[event["case"]](event, context)
def fail(event, context):
    raise ValueError("fuga is not hoge")
def describe(event, context):
    client = context.client_context
    return {
        "requestId": context.aws_request_id, "arn": context.invoked_function_arn,
        "name": context.function_name, "version": context.function_version,
        "memory": context.memory_limit_in_mb, "logGroup": context.log_group_name,
        "logStream": context.log_stream_name, "remaining": context.get_remaining_time_in_millis(),
        "custom": client and client.custom, "title": client and client.client.app_title,
    }
CASES = {
    "echo": lambda event, context: event,
    "nothing": lambda event, context: None,
    "unicode": lambda event, context: "žluťoučký ☕",
    "decimal": lambda event, context: {"price": decimal.Decimal("1.10")},
    "unserializable": lambda event, context: object(),
    "fail": fail,
    "context": describe,
}
`;

const NODE = `
const cases = {
  echo: async (event) => event,
  nothing: async () => undefined,
  callback: (event, context, callback) => callback(null, { called: true }),
  callbackError: (event, context, callback) => callback(new TypeError("called back")),
  succeed: (event, context) => context.succeed("done"),
  forgotten: () => undefined,
  unsettled: async () => new Promise(() => undefined),
  circular: async () => { const a = {}; a.a = a; return a; },
  fail: async () => { throw new RangeError("too far"); },
  throwString: async () => { throw "just text"; },
  uncaught: async () => { setImmediate(() => { throw new Error("later"); }); await new Promise((r) => setTimeout(r, 2000)); },
  rejected: async () => { Promise.reject(new Error("nobody listens")); await new Promise((r) => setTimeout(r, 2000)); },
  waits: (event, context, callback) => { const state = { done: false }; setTimeout(() => { state.done = true; }, 30); callback(null, state); },
  doesNotWait: (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; const state = { done: false }; setTimeout(() => { state.done = true; }, 30); callback(null, state); },
  context: async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() }),
  main: async () => typeof require.main,
};
exports.handler = (event, context, callback) => {
  // The runtime tells async handlers by their kind, so each case is called as it is.
  return cases[event.case](event, context, callback);
};
exports.unsettled = cases.unsettled;
`;

describe("handlers", () => {
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;

  beforeAll(async () => {
    fixture.python("py", PYTHON, { runtime: "python3.99", memory_size: 256, timeout: 10 });
    fixture.node("js", NODE, { memory_size: 512, timeout: 10 });
    fixture.node("unsettled", NODE, { handler: "index.unsettled" });
    fixture.file("esm/package.json", '{"type":"module"}');
    fixture.file("esm/src/app.js", "export const main = { handler: async () => import.meta.url };");
    fixture.resource("data.archive_file.esm", { source_dir: "esm", output_path: "esm.zip" });
    fixture.resource("aws_lambda_function.esm", {
      function_name: "esm",
      runtime: "nodejs22.x",
      handler: "src/app.main.handler",
      filename: "esm.zip",
    });
    lambda = await fixture.start();
  });
  afterAll(() => fixture.close());

  async function call(fn: string, name: string): Promise<unknown> {
    const { payload } = await lambda.invoke(fn, JSON.stringify({ case: name }));
    return JSON.parse(payload.toString("utf8"));
  }

  test.each(["py", "js"])("%s gets the event as it was sent and returns JSON", async (fn) => {
    const event = { case: "echo", text: "žluťoučký ☕", nested: [1, 2.5, null, { a: true }] };
    const { payload, functionError } = await lambda.invoke(fn, JSON.stringify(event));
    expect(JSON.parse(payload.toString("utf8"))).toEqual(event);
    expect(functionError).toBeUndefined();
  });

  test.each(["py", "js"])("%s returns null if the handler returns nothing", async (fn) => {
    expect(await call(fn, "nothing")).toBeNull();
  });

  test("Python leaves non-ASCII text as it is, as Lambda does from 3.12 on", async () => {
    const { payload } = await lambda.invoke("py", '{"case":"unicode"}');
    expect(payload.toString("utf8")).toBe('"žluťoučký ☕"');
  });

  test("Python writes a Decimal with all its digits", async () => {
    const { payload } = await lambda.invoke("py", '{"case":"decimal"}');
    expect(payload.toString("utf8")).toBe('{"price": 1.10}');
  });

  test("a Python exception becomes Lambda's error object, its keys in Lambda's order", async () => {
    const result = await lambda.invoke("py", '{"case":"fail"}');
    const error = JSON.parse(result.payload.toString("utf8")) as Record<string, unknown>;
    expect(result.functionError).toBe("Unhandled");
    expect(Object.keys(error)).toEqual(["errorMessage", "errorType", "requestId", "stackTrace"]);
    expect(error).toMatchObject({
      errorMessage: "fuga is not hoge",
      errorType: "ValueError",
      requestId: result.requestId,
    });
    expect(error.stackTrace).toEqual([
      expect.stringMatching(
        /^ {2}File "\/var\/task\/index\.py", line 4, in handler\n {4}return CASES/,
      ),
      expect.stringMatching(
        /^ {2}File "\/var\/task\/index\.py", line 6, in fail\n {4}raise ValueError/,
      ),
    ]);
  });

  test("a Python response that is not valid JSON is a marshal error", async () => {
    expect(await call("py", "unserializable")).toMatchObject({
      errorType: "Runtime.MarshalError",
      errorMessage: "Unable to marshal response: Object of type object is not JSON serializable",
    });
  });

  test("a Node.js error becomes Lambda's error object, its keys in Lambda's order", async () => {
    const error = (await call("js", "fail")) as Record<string, unknown>;
    expect(Object.keys(error)).toEqual(["errorType", "errorMessage", "trace"]);
    expect(error).toMatchObject({ errorType: "RangeError", errorMessage: "too far" });
    expect(error.trace).toEqual(
      expect.arrayContaining([
        "RangeError: too far",
        expect.stringMatching(/^ {4}at .*\(\/var\/task\/index\.js:11:\d+\)$/),
      ]),
    );
  });

  test.each([
    ["callback", expect.objectContaining({ called: true })],
    [
      "callbackError",
      expect.objectContaining({ errorType: "TypeError", errorMessage: "called back" }),
    ],
    ["succeed", "done"],
    ["forgotten", null],
    [
      "circular",
      expect.objectContaining({
        errorType: "Error",
        errorMessage: "Unable to stringify response body",
      }),
    ],
    [
      "throwString",
      expect.objectContaining({ errorType: "string", errorMessage: "just text", trace: [] }),
    ],
    ["uncaught", expect.objectContaining({ errorType: "Error", errorMessage: "later" })],
    ["rejected", expect.objectContaining({ errorType: "Runtime.UnhandledPromiseRejection" })],
    ["waits", expect.objectContaining({ done: true })],
    ["doesNotWait", expect.objectContaining({ done: false })],
    ["main", "undefined"],
  ])("Node.js: %s", async (name, expected) => {
    expect(await call("js", name)).toEqual(expected);
  });

  test("an async handler whose promise never settles fails instead of waiting", async () => {
    expect(await call("unsettled", "")).toMatchObject({ errorType: "Runtime.NodeJsExit" });
  });

  test("a handler may be an export within an export of an ES module in a folder", async () => {
    expect(await call("esm", "")).toMatch(/task\/src\/app\.js$/);
  });

  test("the Python context is complete", async () => {
    const clientContext = '{"custom":{"a":"b"},"client":{"app_title":"T"}}';
    const result = await lambda.invoke("py", '{"case":"context"}', { clientContext });
    const context = JSON.parse(result.payload.toString("utf8")) as Record<string, unknown>;
    expect(context).toEqual({
      requestId: result.requestId,
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:py",
      name: "py",
      version: "$LATEST",
      memory: "256",
      logGroup: "/aws/lambda/py",
      logStream: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      remaining: expect.any(Number),
      custom: { a: "b" },
      title: "T",
    });
    expect(context.remaining).toBeGreaterThan(5_000);
    expect(context.remaining).toBeLessThanOrEqual(10_000);
  });

  test("the Node.js context is complete", async () => {
    const clientContext = '{"custom":{"a":"b"}}';
    const result = await lambda.invoke("js", '{"case":"context"}', { clientContext });
    expect(JSON.parse(result.payload.toString("utf8"))).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionVersion: "$LATEST",
      functionName: "js",
      memoryLimitInMB: "512",
      logGroupName: "/aws/lambda/js",
      logStreamName: expect.stringMatching(/\[\$LATEST\]/),
      clientContext: { custom: { a: "b" } },
      invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:js",
      awsRequestId: result.requestId,
      remaining: expect.any(Number),
    });
  });

  test("an interpreter of another version than declared causes one warning, with the address", async () => {
    expect(await fixture.reload()).toContainEqual(
      expect.stringMatching(
        /^python3\.99 runs locally on version 3\..*\n {2}aws_lambda_function\.py$/,
      ),
    );
  });
});
