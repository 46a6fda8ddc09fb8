import { PassThrough, Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { SandboxLog } from "../../../local/lambda/log/sandbox-log";
import { Log } from "../../../local/log/log";
import { LambdaFixture } from "./support/lambda-fixture";
import { until } from "./support/processes";

const WORK = /goes on working after its response\. AWS freezes it then/g;

/** Of Node.js: what the event says, printed when the response is out, and before it. */
const NODE = `
exports.handler = async ({ after, before = 0 }) => {
  for (let line = 0; line < before; line += 1) console.log("before the response");
  if (after) setTimeout(() => process.stderr.write(after + "\\n"), 20);
};
`;

const PYTHON = `
import threading
def handler(event, context):
    threading.Timer(0.02, lambda: print("saved")).start()
`;

const BOOTSTRAP = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  curl -sS -D headers -o /dev/null "$api/next"
  id=$(grep -i Lambda-Runtime-Aws-Request-Id headers | tr -d '[:space:]' | cut -d: -f2)
  curl -sS "$api/$id/response" -d '"ok"' > /dev/null
  (sleep 0.2; echo saved) &
done
`;

describe("work of a handler after its response", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
  });
  afterEach(() => fixture.close());

  /** Invokes the function, and waits until it has printed the text so often. */
  async function invokeUntil(text: string, times: number, event: object = {}): Promise<void> {
    const lambda = await fixture.start();
    for (let time = 1; time <= times; time += 1) {
      await lambda.invoke("fn", JSON.stringify(event));
      await until(() => fixture.log.split(text).length > time);
    }
  }

  test("is logged once if a Node.js handler prints then", async () => {
    fixture.node("fn", NODE);

    await invokeUntil("saved", 3, { after: "saved" });

    expect(fixture.log.match(WORK)).toHaveLength(1);
    expect(fixture.log).toContain("fn | fn goes on working");
  });

  test("is logged if a thread of a Python handler prints then", async () => {
    fixture.python("fn", PYTHON);

    await invokeUntil("saved", 1);

    expect(fixture.log).toMatch(WORK);
  });

  test("isn't logged for what is printed before the response, however much that is", async () => {
    fixture.node("fn", NODE, { timeout: 60 });
    const lambda = await fixture.start();

    for (const before of [1, 5_000, 1, 50_000, 1]) {
      await lambda.invoke("fn", JSON.stringify({ before }));
    }
    await fixture.close();

    expect(fixture.log.split("before the response").length - 1).toBe(55_003);
    expect(fixture.log).not.toMatch(WORK);
  });

  test.each(["(node:7) Warning: of Node.js itself", "Debugger attached."])(
    "isn't logged for Node.js's own line: %s",
    async (line) => {
      fixture.node("fn", NODE);

      await invokeUntil(line, 1, { after: line });

      expect(fixture.log).not.toMatch(WORK);
    },
  );

  test("isn't logged for a custom runtime, whose own processes may print then", async () => {
    fixture.bootstrap("fn", BOOTSTRAP);

    await invokeUntil("saved", 1);

    expect(fixture.log).not.toMatch(WORK);
  });

  test("isn't logged for what a handler prints when its sandbox ends", async () => {
    const onExit = 'process.on("exit", () => require("fs").writeSync(1, "bye\\n"));\n';
    fixture.node("fn", onExit + NODE);
    const lambda = await fixture.start();
    await lambda.invoke("fn", "{}");

    await fixture.close();

    expect(fixture.log).not.toMatch(WORK);
  });

  test("isn't logged for output that the runner reads late, because its own log is slow", async () => {
    let relieve = (): void => undefined;
    const write = (_chunk: Buffer, _encoding: string, done: () => void) => void (relieve = done);
    const slow = new Log(new Writable({ highWaterMark: 1, write }));
    slow.write("other", "fills the log\n");
    slow.flush();
    const onWork = jest.fn();
    const log = new SandboxLog("fn", slow, { asInProject: (text) => text }, onWork);
    const output = new PassThrough();
    log.follow(output);
    log.begin("START\n");
    output.write("first\n");
    output.write("second\n");
    await nextTurn();

    log.rest();
    relieve();
    await nextTurn();

    expect(log.takeTail()()).toBe("START\nfirst\nsecond\n");
    expect(onWork).not.toHaveBeenCalled();
  });
});
