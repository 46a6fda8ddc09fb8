import type { LocalLambda } from "../../../local/lambda";
import { LambdaFixture } from "./support/lambda-fixture";

/** A custom runtime as the Lambda Developer Guide's tutorial writes it, in plain sh and curl. */
const SHELL = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  headers=$(mktemp)
  event=$(curl -sS -D "$headers" "$api/invocation/next")
  id=$(grep -i Lambda-Runtime-Aws-Request-Id "$headers" | tr -d '[:space:]' | cut -d: -f2)
  rm -f "$headers"
  curl -sS -X POST "$api/invocation/$id/response" -d "Echoing request: '$event'" > /dev/null
done
`;

/** Speaks the Runtime API over one connection and does what the event says. */
const PYTHON = `#!/usr/bin/env python3
import base64, http.client, json, os
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
def call(method, path, body=None, headers={}):
    api.request(method, "/2018-06-01/runtime" + path, body, headers)
    response = api.getresponse()
    return response.status, dict(response.getheaders()), response.read().decode()
if "initfail" in os.environ.get("_HANDLER", ""):
    error = json.dumps({"errorMessage": "no config", "errorType": "Config.Missing", "stackTrace": []})
    print(call("POST", "/init/error", error, {"Lambda-Runtime-Function-Error-Type": "Config.Missing"})[0], flush=True)
    raise SystemExit(1)
while True:
    status, headers, body = call("GET", "/invocation/next")
    event = json.loads(body)
    id = headers["Lambda-Runtime-Aws-Request-Id"]
    todo = event.get("do")
    if todo == "fail":
        error = json.dumps({"errorMessage": "as told", "errorType": "Told", "stackTrace": []})
        call("POST", f"/invocation/{id}/error", error, {"Lambda-Runtime-Function-Error-Type": "Told"})
    elif todo == "hang up":
        api.request("POST", f"/2018-06-01/runtime/invocation/{id}/response", "half of it", {"Content-Length": "1000"})
        os._exit(1)
    elif todo == "hang up and repeat":
        api.request("POST", f"/2018-06-01/runtime/invocation/{id}/response", "half of it", {"Content-Length": "1000"})
        api.close()
        call("POST", f"/invocation/{id}/response", '"whole"')
    elif todo == "large":
        print(call("POST", f"/invocation/{id}/response", "x" * 6291557)[0], flush=True)
    elif todo == "misuse":
        statuses = [
            call("POST", "/invocation/00000000-0000-0000-0000-000000000000/response", "{}")[0],
            call("GET", "/invocation/somewhere")[0],
            call("POST", "/invocation/next", "")[0],
            call("POST", "/init/error", "{}")[0],
        ]
        again = call("GET", "/invocation/next")[1]["Lambda-Runtime-Aws-Request-Id"] == id
        call("POST", f"/invocation/{id}/response", json.dumps({"statuses": statuses, "again": again}))
    elif todo in ("stream", "fail in the stream"):
        api.putrequest("POST", f"/2018-06-01/runtime/invocation/{id}/response")
        for name, value in {"Lambda-Runtime-Function-Response-Mode": "streaming", "Transfer-Encoding": "chunked",
                            "Trailer": "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"}.items():
            api.putheader(name, value)
        api.endheaders()
        for part in (b'"first, ', b'second"'): api.send(b"%x\\r\\n%s\\r\\n" % (len(part), part))
        error = base64.b64encode(json.dumps({"errorMessage": "as told", "errorType": "Told"}).encode())
        failed = b"Lambda-Runtime-Function-Error-Type: Told\\r\\nLambda-Runtime-Function-Error-Body: " + error + b"\\r\\n"
        api.send(b"0\\r\\n" + (failed if todo != "stream" else b"") + b"\\r\\n")
        api.getresponse().read()
    else:
        call("POST", f"/invocation/{id}/response", json.dumps({k: v for k, v in headers.items() if k.startswith("Lambda")}))
`;

describe("the Runtime API", () => {
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;

  beforeAll(async () => {
    fixture.bootstrap("shell", SHELL);
    fixture.bootstrap("custom", PYTHON);
    fixture.bootstrap("initfail", PYTHON, { handler: "initfail" });
    fixture.bootstrap("notexecutable", SHELL);
    fixture.file("plain/bootstrap", SHELL, 0o644);
    fixture.resource("data.archive_file.notexecutable", {
      source_dir: "plain",
      output_path: "notexecutable.zip",
    });
    fixture.bootstrap("madeexecutable", SHELL);
    fixture.resource("data.archive_file.madeexecutable", {
      source_dir: "plain",
      output_path: "madeexecutable.zip",
      output_file_mode: "0755",
    });
    fixture.bootstrap("go", "exit 1", { runtime: "go1.x", handler: "bin/main" });
    fixture.file("go/bin/main", PYTHON, 0o755);
    lambda = await fixture.start();
  });
  afterAll(() => fixture.close());

  async function call(fn: string, event: object): Promise<unknown> {
    const { payload } = await lambda.invoke(fn, JSON.stringify(event));
    return JSON.parse(payload.toString("utf8"));
  }

  test.each(["shell", "madeexecutable"])(
    "a bootstrap in sh serves one event after another, and its response need not be JSON: %s",
    async (fn) => {
      for (const event of ['{"n":1}', '{"n":2}']) {
        const { payload } = await lambda.invoke(fn, event);
        expect(payload.toString("utf8")).toBe(`Echoing request: '${event}'`);
      }
    },
  );

  test("the handler of go1.x is the program that runs", async () => {
    expect(await call("go", { do: "misuse" })).toMatchObject({ again: true });
  });

  test("an event comes with the request id, the deadline, the ARN, the trace and the client context", async () => {
    const before = Date.now();
    const traceId = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";
    const clientContext = '{"custom":{"a":"b"}}';
    const result = await lambda.invoke("custom", "{}", { traceId, clientContext });
    const headers = JSON.parse(result.payload.toString("utf8")) as Record<string, string>;
    expect(headers).toEqual({
      "Lambda-Runtime-Aws-Request-Id": result.requestId,
      "Lambda-Runtime-Deadline-Ms": expect.stringMatching(/^\d+$/),
      "Lambda-Runtime-Invoked-Function-Arn":
        "arn:aws:lambda:eu-west-1:123456789012:function:custom",
      "Lambda-Runtime-Trace-Id": expect.stringMatching(`^${traceId};Lineage=[0-9a-f]{8}:0$`),
      "Lambda-Runtime-Client-Context": clientContext,
    });
    expect(Number(headers["Lambda-Runtime-Deadline-Ms"])).toBeGreaterThan(before + 2_900);
  });

  test("a client context outside of ASCII reaches the client in UTF-8, on one line", async () => {
    const clientContext = '{"custom":\n{"a":"日本"}}';
    const { payload } = await lambda.invoke("custom", "{}", { clientContext });
    const headers = JSON.parse(payload.toString("utf8")) as Record<string, string>;
    const received = Buffer.from(headers["Lambda-Runtime-Client-Context"] ?? "", "latin1");
    expect(received.toString("utf8")).toBe('{"custom": {"a":"日本"}}');
  });

  test("an error that the runtime reports is the response, and the sandbox stays", async () => {
    const failed = await lambda.invoke("custom", '{"do":"fail"}');
    expect(failed.functionError).toBe("Unhandled");
    expect(JSON.parse(failed.payload.toString("utf8"))).toEqual({
      errorMessage: "as told",
      errorType: "Told",
      stackTrace: [],
    });
    const starts = fixture.log.match(/custom \| INIT_START/g);
    await lambda.invoke("custom", "{}");
    expect(fixture.log.match(/custom \| INIT_START/g)).toEqual(starts);
  });

  test("calls that the state doesn't allow are refused with the documented statuses", async () => {
    const misuse = await call("custom", { do: "misuse" });
    expect(misuse).toEqual({ statuses: [400, 404, 405, 403], again: true });
  });

  test("a response over the limit is refused with 413, and Lambda's error returned", async () => {
    expect(await call("custom", { do: "large" })).toMatchObject({
      errorType: "Function.ResponseSizeTooLarge",
    });
  });

  test("a runtime that ends while it responds fails its invocation, and the next one gets a response", async () => {
    expect(await call("custom", { do: "hang up" })).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/Runtime exited with error: exit status 1$/),
    });
    expect(await call("custom", { do: "hang up and repeat" })).toBe("whole");
  });

  test("a streamed response arrives whole, as an Invoke that doesn't stream gets it", async () => {
    expect(await call("custom", { do: "stream" })).toBe("first, second");
  });

  test("a sink gets a streamed response, with its type", async () => {
    const got: string[] = [];
    const write = (chunk: Buffer) => {
      got.push(String(chunk));
      return undefined;
    };
    const sink = { begin: (contentType: string) => got.push(contentType), write };

    const { payload } = await lambda.invoke("custom", '{"do":"stream"}', { sink });

    expect([got[0], got.slice(1).join("")]).toEqual([
      "application/octet-stream",
      '"first, second"',
    ]);
    expect(payload).toHaveLength(0);
  });

  test("an error in the middle of a streamed response is the response", async () => {
    const { functionError, payload } = await lambda.invoke("custom", '{"do":"fail in the stream"}');
    expect(functionError).toBe("Unhandled");
    expect(JSON.parse(payload.toString("utf8"))).toEqual({
      errorMessage: "as told",
      errorType: "Told",
    });
  });

  test("an init error is the response of the invocation", async () => {
    expect(await call("initfail", {})).toEqual({
      errorMessage: "no config",
      errorType: "Config.Missing",
      stackTrace: [],
    });
    expect(fixture.log).toMatch(/initfail \| INIT_REPORT .*\tError Type: Config\.Missing/);
  });

  test("a bootstrap that may not be executed is an invalid entry point", async () => {
    expect(await call("notexecutable", {})).toMatchObject({
      errorType: "Runtime.InvalidEntrypoint",
      errorMessage: expect.stringMatching(/bootstrap EACCES$/),
    });
  });
});
