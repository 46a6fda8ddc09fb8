import { rmSync } from "node:fs";
import path from "node:path";
import { asyncRecords } from "../../../local/lambda/async/async-records";
import type { FunctionStub } from "../../../local/lambda";
import { LambdaFixture } from "./support/lambda-fixture";
import { until } from "./support/processes";

const fixture = new LambdaFixture();
afterEach(() => fixture.close());

const CODE = "def handler(event, context): raise Exception('the code ran')";

async function invoke(stub: FunctionStub, payload = "{}") {
  fixture.python("fn", CODE, { timeout: 1 });
  const overrides = { "aws_lambda_function.fn": { stub } };
  const lambda = await fixture.start({ overrides });
  const { functionError, payload: result } = await lambda.invoke("fn", payload);
  return { functionError, result: JSON.parse(result.toString()) as unknown };
}

test("a stub gets the event and the context, and its result is the function's response", async () => {
  const got = await invoke(
    (event, { functionName, memoryLimitInMB, getRemainingTimeInMillis }) => ({
      event,
      functionName,
      memoryLimitInMB,
      isInTime: getRemainingTimeInMillis() > 0,
    }),
    '{"a":1}',
  );

  expect(got).toEqual({
    functionError: undefined,
    result: { event: { a: 1 }, functionName: "fn", memoryLimitInMB: "128", isInTime: true },
  });
});

test("what a stub throws is a function error in Lambda's form", async () => {
  const got = await invoke(() => {
    throw new RangeError("no such pet");
  });

  expect(got).toMatchObject({
    functionError: "Unhandled",
    result: { errorType: "RangeError", errorMessage: "no such pet" },
  });
  expect((got.result as { trace: string[] }).trace[0]).toBe("RangeError: no such pet");
});

test("what a stub throws may be anything, also what has no text", async () => {
  const got = await invoke(() => {
    throw Object.create(null);
  });

  expect(got).toMatchObject({ functionError: "Unhandled", result: { errorType: "handled" } });
});

test("a stub that doesn't end gets the function's timeout", async () => {
  const got = await invoke(() => new Promise(() => undefined));

  expect(got).toMatchObject({
    functionError: "Unhandled",
    result: {
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/) as string,
    },
  });
});

test("a result that JSON can't represent is a function error, as in Lambda's runtime", async () => {
  const got = await invoke(() => 1n);

  expect(got).toMatchObject({
    functionError: "Unhandled",
    result: { errorType: "Error", errorMessage: "Unable to stringify response body" },
  });
});

test("a data folder that is removed doesn't end the runner, and its invocations go on", async () => {
  fixture.python("fn", CODE);
  const dataFolder = path.join(fixture.folder, "data");
  const stub = jest.fn();
  const overrides = { "aws_lambda_function.fn": { stub } };
  const lambda = await fixture.start({ overrides, dataFolder });

  rmSync(dataFolder, { recursive: true });
  lambda.invokeAsync("fn", "{}");
  lambda.invokeAsync("fn", "{}");
  await lambda.settled();
  await until(() => fixture.log.includes("asynchronous-invocations.jsonl can't be written"));

  expect(stub).toHaveBeenCalledTimes(2);
  expect(fixture.log.match(/can't be written/g)).toHaveLength(1);
});

test("variables of an override are added to the function's own", async () => {
  const code = "import os\ndef handler(event, context): return [os.environ['A'], os.environ['B']]";
  fixture.python("fn", code, { environment: [{ variables: { A: "a", B: "b" } }] });
  const overrides = { "aws_lambda_function.fn": { environment: { B: "changed" } } };
  const lambda = await fixture.start({ overrides });

  const { payload } = await lambda.invoke("fn", "{}");

  expect(payload.toString()).toBe('["a", "changed"]');
});

describe("settled", () => {
  /** A function that fails until it is told to succeed. */
  async function failing() {
    let fails = true;
    let attempts = 0;
    const stub = (): void => {
      attempts += 1;
      if (fails) {
        throw new Error("not yet");
      }
    };
    fixture.python("fn", CODE);
    const lambda = await fixture.start({ overrides: { "aws_lambda_function.fn": { stub } } });
    const succeed = (): boolean => (fails = false);
    return { lambda, succeed, attempts: () => attempts };
  }

  test("waits for the retries of an asynchronous invocation, which are listed meanwhile", async () => {
    const { lambda, succeed, attempts } = await failing();

    lambda.invokeAsync("fn", "{}");
    expect(lambda.underWay).toEqual([{ functionName: "fn", running: 1, retrying: 0 }]);
    succeed();
    await lambda.settled();

    expect([attempts(), lambda.underWay]).toEqual([2, []]);
  });

  test("ends when the retries are dropped", async () => {
    const { lambda, attempts } = await failing();
    lambda.invokeAsync("fn", "{}");
    const settled = lambda.settled();

    lambda.dropRetries();
    await settled;

    expect([attempts(), lambda.underWay]).toEqual([1, []]);
  });
});

test("a stub that is an async generator streams its response", async () => {
  async function* stub() {
    yield "one, ";
    yield await Promise.resolve(Buffer.from("two"));
  }
  fixture.python("fn", CODE);
  const lambda = await fixture.start({ overrides: { "aws_lambda_function.fn": { stub } } });
  const chunks: string[] = [];
  const sink = {
    begin: () => undefined,
    write: (chunk: Buffer) => void chunks.push(String(chunk)),
  };

  const { functionError, streamed } = await lambda.invoke("fn", "{}", { sink });

  expect({ functionError, chunks }).toEqual({ functionError: undefined, chunks: ["one, ", "two"] });
  expect(streamed?.contentType).toBe("application/octet-stream");
});

test("a streaming stub that throws has failed on the way", async () => {
  async function* stub() {
    yield await Promise.resolve("one");
    throw new RangeError("as told");
  }

  expect(await invoke(stub)).toMatchObject({
    functionError: "Unhandled",
    result: { errorType: "RangeError", errorMessage: "as told" },
  });
});

test("the record of an event that isn't JSON has it as a text", () => {
  const config = { onFailure: "arn:aws:sqs:eu-west-1:123456789012:failed" };
  const fn = { arn: "arn:aws:lambda:eu-west-1:123456789012:function:fn", async: config };
  const event = { requestId: "1", payload: "not JSON", version: "$LATEST" };
  const outcome = { condition: "RetriesExhausted", attempts: 1, result: undefined, failure: "" };

  const [record] = asyncRecords(fn as never, event, outcome as never);

  expect(JSON.parse(record?.body ?? "")).toMatchObject({ requestPayload: "not JSON" });
});
