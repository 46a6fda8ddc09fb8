import { spawn } from "node:child_process";
import { once } from "node:events";
import type { LocalLambda } from "../../../local/lambda";
import { functionFailed } from "../../../local/lambda/function-failed";
import { memoryMeter, residentMemory } from "../../../local/lambda/sandbox/memory-meter";
import { LambdaFixture } from "./support/lambda-fixture";
import { isRunning, until } from "./support/processes";

const PYTHON = `
def handler(event, context):
    block = b"x" * (event["megabytes"] << 20)
    while event["megabytes"] > 128: pass
    return len(block) >> 20
`;

const NODE = `
exports.handler = async () => {
  const kept = [];
  for (;;) kept.push(new Array(10_000).fill({}));
};
`;

// Only Linux tells what memory a process has.
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("a handler that takes more memory than its function has", () => {
  const fixture = new LambdaFixture();
  afterAll(() => fixture.close());

  test("is killed, as on Lambda, and the next request gets a fresh sandbox", async () => {
    const lambda = await fixture.python("py", PYTHON, { timeout: 60 }).start();
    const failed = await lambda.invoke("py", '{"megabytes":300}');
    expect(failed.payload.toString("utf8")).toMatch(/Runtime exited with error: signal: killed"/);
    expect(failed.logTail()).toContain("\tMax Memory Used: 128 MB\t");
    expect(functionFailed(failed)).toBe(
      "the function failed (Runtime.ExitError): it went over its 128 MB of memory",
    );
    const next = await lambda.invoke("py", '{"megabytes":1}');
    expect(next.payload.toString("utf8")).toBe("1");
  });
});

onLinux("a sandbox that sends no response", () => {
  const fixture = new LambdaFixture();
  let lambda: LocalLambda;
  beforeAll(async () => {
    fixture.node("throws when it is loaded", 'throw new Error("as told")');
    fixture.python("raises when it is loaded", 'raise ValueError("as told")');
    fixture.node("exits", "exports.handler = () => process.exit(1)");
    fixture.node("waits", "exports.handler = () => new Promise((r) => setTimeout(r, 60_000))", {
      timeout: 1,
    });
    lambda = await fixture.start();
  });
  afterAll(() => fixture.close());

  test.each(["exits", "waits", "throws when it is loaded", "raises when it is loaded"])(
    "has used memory when its handler %s",
    async (name) => {
      const { logTail } = await lambda.invoke(name, "{}");

      expect(logTail()).toMatch(/Max Memory Used: [1-9]\d* MB/);
    },
  );
});

onLinux("a process that has ended, and that nobody has waited for", () => {
  test("has no memory", async () => {
    const parent = spawn("/bin/sh", ["-c", "true & echo $!; exec sleep 60"]);
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const zombie = Number(line.toString());
    await until(() => !isRunning(zombie));

    const memory = [residentMemory(zombie), memoryMeter(zombie)()];

    parent.kill();
    expect(memory).toEqual([0, 0]);
  });
});

describe("a Node.js handler that fills its heap", () => {
  const fixture = new LambdaFixture();
  afterAll(() => fixture.close());

  test("ends at the function's memory, not at the machine's", async () => {
    const lambda = await fixture.node("js", NODE, { timeout: 60 }).start();
    const { payload } = await lambda.invoke("js", "{}");
    expect(payload.toString("utf8")).toMatch(/error: signal: (aborted|killed)"/);
  });
});
