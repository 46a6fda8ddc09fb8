import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { until } from "./support/processes";
import { LambdaFixture } from "./support/lambda-fixture";

const HANDLER = `
import os
def handler(event, context):
    print("the handler's own line", event)
    if event.get("fail"): raise ValueError("as told")
    return {"event": event, "arn": context.invoked_function_arn, "version": context.function_version,
            "endpoint": os.environ["AWS_ENDPOINT_URL_LAMBDA"],
            "custom": context.client_context and context.client_context.custom}
`;

const STREAMING_HANDLER = `
export const handler = awslambda.streamifyResponse(async (event, stream) => {
  stream.write("one, ");
  stream.write("two");
  stream.end();
});
`;

describe("the Lambda API, by the AWS SDK", () => {
  const fixture = new LambdaFixture();
  let endpoint: string;
  let client: LambdaClient;

  beforeAll(async () => {
    fixture.python("fn", HANDLER, {
      publish: true,
      environment: { variables: { KEY: "hidden-value" } },
    });
    fixture.python("closed", HANDLER, { reserved_concurrent_executions: 0 });
    fixture.resource("aws_lambda_alias.live", {
      name: "live",
      function_name: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
      function_version: "1",
    });
    fixture.resource("aws_lambda_alias.shifted", {
      name: "shifted",
      function_name: "fn",
      function_version: "1",
      routing_config: { additional_version_weights: { "7": 1 } },
    });
    fixture.resource("aws_lambda_function_event_invoke_config.fn", {
      function_name: "fn",
      maximum_retry_attempts: 1,
    });
    fixture.node("streams", STREAMING_HANDLER);
    const lambda = await fixture.start();
    endpoint = await lambda.listen(0);
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    client = new LambdaClient({ endpoint, region: "eu-west-1", credentials, maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await fixture.close();
  });

  function invoke(input: Partial<InvokeCommandInput>): Promise<InvokeCommandOutput> {
    return client.send(new InvokeCommand({ FunctionName: "fn", ...input }));
  }

  /** The messages of a streamed response, with payloads as text. */
  async function streamed(input: { FunctionName: string; Payload?: string; LogType?: "Tail" }) {
    const output = await client.send(new InvokeWithResponseStreamCommand(input));
    const messages: unknown[] = [];
    for await (const { PayloadChunk, InvokeComplete } of output.EventStream ?? []) {
      const text = PayloadChunk && Buffer.from(PayloadChunk.Payload ?? []).toString("utf8");
      messages.push(text ?? InvokeComplete);
    }
    return { messages, version: output.ExecutedVersion };
  }

  function json({ Payload }: InvokeCommandOutput): unknown {
    return JSON.parse(Buffer.from(Payload ?? []).toString("utf8"));
  }

  test("a streamed response comes in the chunks that the handler writes", async () => {
    const { messages, version } = await streamed({ FunctionName: "streams" });

    expect(messages.slice(0, -1).join("")).toBe("one, two");
    expect(messages.at(-1)).toEqual({});
    expect(version).toBe("$LATEST");
  });

  test("a response that the handler doesn't stream comes in one chunk", async () => {
    const { messages } = await streamed({
      FunctionName: "fn",
      Payload: '{"a":1}',
      LogType: "Tail",
    });

    expect(messages).toEqual([
      expect.stringContaining('"event": {"a": 1}'),
      { LogResult: expect.any(String) as string },
    ]);
  });

  test("the last message of a streamed response has the function's error", async () => {
    const { messages } = await streamed({ FunctionName: "fn", Payload: '{"fail":true}' });

    expect(messages).toEqual([
      { ErrorCode: "Unhandled", ErrorDetails: expect.stringContaining("as told") as string },
    ]);
  });

  test("an error of Lambda comes before anything is streamed", async () => {
    await expect(streamed({ FunctionName: "gone" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("the response to an invocation has the payload, the version and the log's tail", async () => {
    const output = await invoke({ Payload: '{"a":1}', LogType: "Tail" });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(json(output)).toMatchObject({ event: { a: 1 }, endpoint });
    const tail = Buffer.from(output.LogResult ?? "", "base64").toString("utf8");
    expect(tail).toMatch(/^START .*\nthe handler's own line \{'a': 1\}\nEND .*\nREPORT .*\n$/);
  });

  test("an invocation without payload gets an empty event", async () => {
    expect(json(await invoke({}))).toMatchObject({ event: {} });
  });

  test("a function error sets the header", async () => {
    const output = await invoke({ Payload: '{"fail":true}' });
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(json(output)).toMatchObject({ errorMessage: "as told" });
  });

  test.each([
    ["arn:aws:lambda:eu-west-1:123456789012:function:fn", undefined, "$LATEST", ""],
    ["123456789012:function:fn", undefined, "$LATEST", ""],
    ["fn:live", undefined, "1", ":live"],
    ["fn", "live", "1", ":live"],
    ["fn", "1", "1", ":1"],
    ["fn:shifted", undefined, "7", ":shifted"],
    ["fn", "7", "7", ":7"],
    ["fn", "$LATEST", "$LATEST", ":$LATEST"],
  ])(
    "a function is found as %s with the qualifier %s",
    async (FunctionName, Qualifier, version, suffix) => {
      const output = await invoke({ FunctionName, Qualifier });
      const arn = `arn:aws:lambda:eu-west-1:123456789012:function:fn${suffix}`;
      expect(output.ExecutedVersion).toBe(version);
      expect(json(output)).toMatchObject({ arn, version });
    },
  );

  test("the client context reaches the handler", async () => {
    const ClientContext = Buffer.from('{"custom":{"k":"v"}}').toString("base64");
    expect(json(await invoke({ ClientContext }))).toMatchObject({ custom: { k: "v" } });
  });

  test("DryRun gets 204 and runs nothing", async () => {
    const output = await invoke({ InvocationType: "DryRun", Payload: '{"dry":"run"}' });
    expect(output.StatusCode).toBe(204);
    expect(fixture.log).not.toContain("'dry'");
  });

  test("Event gets 202 at once and runs later", async () => {
    const output = await invoke({ InvocationType: "Event", Payload: '{"queued":true}' });
    expect(output.StatusCode).toBe(202);
    expect(Buffer.from(output.Payload ?? [])).toHaveLength(0);
    await until(() => fixture.log.includes("{'queued': True}"));
  });

  test("a failed Event is tried again with the same request id, as often as configured, then dropped aloud", async () => {
    await invoke({ InvocationType: "Event", Payload: '{"fail":"event"}' });
    await until(() => fixture.log.includes("Asynchronous invocation dropped"));
    const dropped = /(\S+) Asynchronous invocation dropped/.exec(fixture.log)?.[1] ?? "";
    expect(fixture.log.split(`START RequestId: ${dropped}`)).toHaveLength(3);
  });

  test.each([
    [
      { FunctionName: "nothere" },
      404,
      "ResourceNotFoundException",
      "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:nothere",
    ],
    [
      { Qualifier: "blue" },
      404,
      "ResourceNotFoundException",
      "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:fn:blue",
    ],
    [
      { Payload: "{broken" },
      400,
      "InvalidRequestContentException",
      /^Could not parse request body into json: /,
    ],
    [
      { Payload: Buffer.from([0x22, 0xff, 0x22]) },
      400,
      "InvalidRequestContentException",
      /Invalid UTF-8/,
    ],
    [{ ClientContext: "bm90IGpzb24=" }, 400, "InvalidRequestContentException", /Client context/],
    [
      { Payload: `"${"x".repeat(6 * 1024 * 1024)}"` },
      413,
      "RequestTooLargeException",
      /must be smaller than 6291456 bytes/,
    ],
    [{ FunctionName: "closed" }, 429, "TooManyRequestsException", "Rate Exceeded."],
  ])("%#: refused as Lambda refuses", async (input, status, name, message) => {
    const error = (await invoke(input).catch((refusal: unknown) => refusal)) as Error & {
      $metadata: { httpStatusCode: number };
    };
    expect(error.name).toBe(name);
    expect(error.$metadata.httpStatusCode).toBe(status);
    expect(error.message).toMatch(message);
  });

  test("GetAccountSettings counts the functions that are served and the bytes of their code", async () => {
    const settings = await client.send(new GetAccountSettingsCommand({}));
    expect(settings.AccountUsage).toEqual({
      FunctionCount: 3,
      TotalCodeSize: 2 * Buffer.byteLength(HANDLER) + Buffer.byteLength(STREAMING_HANDLER),
    });
    expect(settings.AccountLimit?.ConcurrentExecutions).toBe(1000);
  });

  test("ListFunctions and GetFunction tell the configuration", async () => {
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["fn", "closed", "streams"]);
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: "fn" }));
    expect(Configuration).toMatchObject({
      FunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:fn",
      Runtime: "python3.11",
      Handler: "index.handler",
      MemorySize: 128,
      Timeout: 3,
    });
  });

  test("a function's environment variables are hidden as from who may not decrypt them on AWS", async () => {
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: "fn" }));
    const raw = await fetch(`${endpoint}/2015-03-31/functions/`);

    const hidden = { Error: expect.objectContaining({ ErrorCode: "AccessDeniedException" }) };
    expect(Configuration?.Environment).toEqual(hidden);
    expect(Functions?.map(({ Environment }) => Environment)).toEqual([hidden, undefined]);
    expect(await raw.text()).not.toContain("hidden-value");
  });

  test("an operation that isn't served is refused by name", async () => {
    const response = await fetch(`${endpoint}/2015-03-31/layers`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      Message: "The local runner does not serve GET /2015-03-31/layers.",
    });
  });

  test.each([
    ["POST", "fn/invocations", {}, 200],
    ["POST", "fn/invocations", { "X-Amz-Invocation-Type": "Event" }, 202],
    ["POST", "fn/invocations", { "X-Amz-Invocation-Type": "DryRun" }, 204],
    ["POST", "none/invocations", {}, 404],
    ["POST", "%zz/invocations", {}, 404],
    ["GET", "/..//%00", {}, 404],
  ])("%s %s with %j has a request id", async (method, path, headers, status) => {
    const url = `${endpoint}/2015-03-31/functions/${path}`;

    const response = await fetch(url, { method, headers });

    expect(response.status).toBe(status);
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
