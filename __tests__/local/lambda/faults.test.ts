import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { InvocationResult, LocalLambda } from "../../../local/lambda";
import { isRunning, until } from "./support/processes";
import { LambdaFixture } from "./support/lambda-fixture";

const FAULTS = `
import os, signal, subprocess, sys, time
starts = 0
def handler(event, context):
    global starts
    starts += 1
    fault = event.get("fault")
    if fault == "exit": sys.exit(event["status"])
    if fault == "signal": os.kill(os.getpid(), event["signal"])
    if fault == "descriptor": os.write(4, b"not for the runner")
    if fault == "streams":
        for _ in range(2): os.write(4, b"\\x06" + bytes(11))
    if fault == "spin":
        while True: pass
    if fault == "children":
        group = subprocess.Popen(["sleep", "600"])
        daemon = subprocess.Popen(["sleep", "600"], start_new_session=True)
        with open(event["file"], "w") as file: file.write(f"{group.pid} {daemon.pid}")
        time.sleep(600)
    if fault == "large": return "x" * event["size"]
    if fault == "flood":
        line = "y" * 99 + "\\n"
        for _ in range(1000): sys.stdout.write(line * 1000)
    if fault == "endless line":
        for _ in range(64): sys.stdout.write("z" * 65536)
    return {"starts": starts, "pid": os.getpid()}
`;

describe("faults", () => {
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;
  let slow: Promise<InvocationResult>;

  beforeAll(async () => {
    for (const name of ["exit", "spin", "children", "large", "flood", "line", "signal"]) {
      fixture.python(name, FAULTS, { timeout: name === "flood" ? 60 : 1 });
    }
    fixture.python("broken", "import nothing_such");
    fixture.python("raises", "raise RuntimeError('at import')");
    fixture.python("syntax", "def handler(:");
    fixture.python("nohandler", "x = 1");
    fixture.python("exits", "import os\nos._exit(3)");
    fixture.python("slow", "import time\ntime.sleep(600)", { timeout: 1 });
    fixture.node("nodebroken", "require('nothing-such')");
    fixture.node("nodeexit", "exports.handler = async () => process.exit(5)");
    fixture.node("nodenohandler", "exports.other = 1");
    fixture.bootstrap("nobootstrap", "");
    fixture.resource("aws_lambda_function.nobootstrap", {
      function_name: "nobootstrap",
      runtime: "provided.al2023",
      filename: "exit.zip",
    });
    lambda = await fixture.start();
    // Its ten seconds pass while the other tests run.
    slow = lambda.invoke("slow", "{}");
  });
  afterAll(() => fixture.close());

  async function call(
    fn: string,
    event: object = {},
  ): Promise<InvocationResult & { json: unknown }> {
    const result = await lambda.invoke(fn, JSON.stringify(event));
    return Object.assign(result, { json: JSON.parse(result.payload.toString("utf8")) as unknown });
  }

  test.each([
    [0, "Runtime exited without providing a reason"],
    [3, "Runtime exited with error: exit status 3"],
  ])(
    "sys.exit(%d) is an exit error, and the next request gets a fresh sandbox",
    async (status, reason) => {
      const failed = await call("exit", { fault: "exit", status });
      expect(failed.functionError).toBe("Unhandled");
      expect(failed.json).toEqual({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${failed.requestId} Error: ${reason}`,
      });
      expect((await call("exit")).json).toMatchObject({ starts: 1 });
    },
  );

  test("process.exit is an exit error", async () => {
    expect((await call("nodeexit")).json).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 5$/),
    });
  });

  test("a crash is an exit error that names the signal", async () => {
    expect((await call("signal", { fault: "signal", signal: 11 })).json).toMatchObject({
      errorMessage: expect.stringMatching(/Runtime exited with error: signal: segmentation fault$/),
    });
  });

  test("a handler that writes to the descriptor of the runtime's client ends its sandbox only", async () => {
    const failed = await call("exit", { fault: "descriptor" });
    expect(failed.json).toMatchObject({ errorType: "Runtime.ExitError" });
    expect(failed.logTail()).toContain("file descriptor 4 belongs to the runtime client");
    expect((await call("exit")).json).toMatchObject({ starts: 1 });
  });

  test("a handler that begins its stream twice begins its response once", async () => {
    const sink = { begin: jest.fn(), write: () => undefined };
    await lambda.invoke("exit", '{"fault":"streams"}', { sink });
    expect(sink.begin).toHaveBeenCalledTimes(1);
  });

  test("a handler that never responds is killed at its timeout, and the next invocation gets a new sandbox", async () => {
    const before = (await call("spin")).json as { pid: number };
    const failed = await call("spin", { fault: "spin" });
    expect(failed.json).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${failed.requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect(failed.logTail()).toContain("Status: timeout");
    expect((await call("spin")).json).toMatchObject({ starts: 1 });
    await until(() => !isRunning(before.pid));
  });

  test("the processes that a handler started end with it, also those in a session of their own", async () => {
    const file = path.join(fixture.folder, "children.txt");
    await call("children", { fault: "children", file });
    const pids = readFileSync(file, "utf8").split(" ").map(Number);
    expect(pids).toHaveLength(2);
    await until(() => !pids.some(isRunning));
  });

  test("a response over 6 MB is refused, and the next request gets a fresh sandbox", async () => {
    expect((await call("large", { fault: "large", size: 7_000_000 })).json).toEqual({
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    });
    expect((await call("large")).json).toMatchObject({ starts: 1 });
  });

  test("a response of just the limit arrives whole", async () => {
    const { json } = await call("large", { fault: "large", size: 6_291_554 });
    expect(json).toBe("x".repeat(6_291_554));
  });

  test("an event of 6 MB arrives whole, and a larger one is refused", async () => {
    const event = { text: "é".repeat(3_145_700) };
    expect((await call("large", event)).json).toMatchObject({ starts: expect.any(Number) });
    await expect(call("large", { text: "é".repeat(3_145_728) })).rejects.toMatchObject({
      code: "RequestTooLargeException",
      status: 413,
    });
  });

  test("a handler that prints 100 MB doesn't fill the runner's memory", async () => {
    const before = process.memoryUsage().rss;
    const { json, logTail } = await call("flood", { fault: "flood" });
    expect(json).toMatchObject({ starts: 1 });
    expect(logTail()).toHaveLength(4096);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  }, 60_000);

  test("a line without end is cut as CloudWatch does, not gathered", async () => {
    const { json } = await call("line", { fault: "endless line" });
    expect(json).toMatchObject({ starts: 1 });
    await until(() => fixture.log.includes("z".repeat(1000)));
    const longest = fixture.log.split("\n").reduce((most, line) => Math.max(most, line.length), 0);
    expect(longest).toBeLessThan(512 * 1024);
  });

  test.each([
    [
      "broken",
      "Runtime.ImportModuleError",
      "Unable to import module 'index': No module named 'nothing_such'",
    ],
    ["raises", "RuntimeError", "at import"],
    ["syntax", "Runtime.UserCodeSyntaxError", /^Syntax error in module 'index': invalid syntax/],
    ["nohandler", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'index'"],
    ["exits", "Runtime.ExitError", /Runtime exited with error: exit status 3$/],
    ["nodebroken", "Runtime.ImportModuleError", /^Error: Cannot find module 'nothing-such'/],
    ["nodenohandler", "Runtime.HandlerNotFound", "index.handler is undefined or not exported"],
    ["nobootstrap", "Runtime.InvalidEntrypoint", /bootstrap/],
  ])("an initialization that fails returns its error: %s", async (fn, errorType, message) => {
    const { functionError, json } = await call(fn);
    const { errorMessage } = json as { errorMessage: string };
    expect(functionError).toBe("Unhandled");
    expect(json).toMatchObject({ errorType });
    expect(errorMessage).toMatch(message);
  });

  test("an import that exceeds the function's timeout in Lambda's second try times out", async () => {
    const { payload } = await slow;
    expect(payload.toString("utf8")).toContain("Sandbox.Timedout");
    const [, milliseconds] =
      /slow \| INIT_REPORT Init Duration: ([\d.]+) ms\tPhase: init\tStatus: timeout/.exec(
        fixture.log,
      ) ?? [];
    expect(Number(milliseconds)).toBeGreaterThanOrEqual(10_000);
  }, 30_000);

  test("code that is missing is an error at start that names the address", async () => {
    const other = new LambdaFixture();
    other.resource("aws_lambda_function.gone", {
      function_name: "gone",
      runtime: "python3.11",
      handler: "index.handler",
      filename: "gone.zip",
    });
    await expect(other.start()).rejects.toThrow(
      /^aws_lambda_function\.gone: the code .*gone\.zip does not exist/,
    );
    await other.close();
  });

  test("bytecode is not written into the user's folder", () => {
    expect(existsSync(path.join(fixture.folder, "exit/__pycache__"))).toBe(false);
  });
});
