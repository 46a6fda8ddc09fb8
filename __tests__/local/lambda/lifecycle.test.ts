import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isRunning, until } from "./support/processes";
import { LambdaFixture } from "./support/lambda-fixture";

const PID = `
import os, sys, time
def handler(event, context):
    if event.get("file"):
        with open(event["file"] + ".part", "w") as file: file.write(str(os.getpid()))
        os.rename(event["file"] + ".part", event["file"])
    while event.get("until") and not os.path.exists(event["until"]): time.sleep(0.005)
    return {"pid": os.getpid(), "code": "CODE", "scratch": sys.pycache_prefix}
`;
import { ROOT } from "../../support/root";
import { TYPESCRIPT } from "../../support/run-command";

interface Payload {
  readonly pid: number;
  readonly code: string;
  /** In the runner's temporary folder. */
  readonly scratch: string;
}

describe("the life of the sandboxes", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
  });
  afterEach(() => fixture.close());

  function parse({ payload }: { payload: Buffer }): Payload {
    return JSON.parse(payload.toString("utf8")) as Payload;
  }

  test("closing ends every process, fails running invocations, refuses new ones and removes every file", async () => {
    const lambda = await fixture.python("fn", PID, { timeout: 60 }).start();
    const { pid, scratch } = parse(await lambda.invoke("fn", "{}"));
    const file = path.join(fixture.folder, "started");
    const running = lambda.invoke("fn", JSON.stringify({ file, until: "/never" }));
    await until(() => existsSync(file));
    await lambda.close();
    expect((await running).payload.toString("utf8")).toContain("Runtime.ExitError");
    await expect(lambda.invoke("fn", "{}")).rejects.toMatchObject({ code: "ServiceException" });
    expect(isRunning(pid)).toBe(false);
    expect(scratch).toContain("local-lambda-");
    expect(existsSync(scratch)).toBe(false);
  });

  test("a runner that is killed leaves no process and no file behind", async () => {
    fixture.python("fn", PID, { timeout: 60 });
    const file = path.join(fixture.folder, "started");
    const temporary = path.dirname(fixture.file("tmp/.keep", ""));
    const runner = spawn(process.execPath, [...TYPESCRIPT, runnerScript(fixture, file)], {
      stdio: "ignore",
      env: { ...process.env, TMPDIR: temporary },
    });
    await until(() => existsSync(file), 20_000);
    const handler = Number(readFileSync(file, "utf8"));
    expect(isRunning(handler)).toBe(true);
    runner.kill("SIGKILL");
    await until(() => !isRunning(handler));
    await until(() => !readdirSync(temporary).some((name) => name.startsWith("local-lambda-")));
  }, 30_000);

  test("after a reload the next invocation runs the new code, and a running one ends in the old", async () => {
    const lambda = await fixture.python("fn", PID.replace("CODE", "old"), { timeout: 60 }).start();
    const [file, go] = ["started", "go"].map((name) => path.join(fixture.folder, name));
    const running = lambda.invoke("fn", JSON.stringify({ file, until: go }));
    await until(() => existsSync(file ?? ""));
    fixture.python("fn", PID.replace("CODE", "new"), { timeout: 60 });
    await fixture.reload();
    expect(parse(await lambda.invoke("fn", "{}")).code).toBe("new");
    writeFileSync(go ?? "", "");
    const old = parse(await running);
    expect(old.code).toBe("old");
    await until(() => !isRunning(old.pid));
  });

  test("a reload leaves the sandboxes of functions warm whose code is the same, though written anew", async () => {
    const lambda = await fixture.python("fn", PID).start({ isolated: true });
    const before = parse(await lambda.invoke("fn", "{}"));
    fixture.python("fn", PID);
    await fixture.reload();
    expect(parse(await lambda.invoke("fn", "{}")).pid).toBe(before.pid);
  });

  test("changed files change no isolated function before the reload, which removes the old copy", async () => {
    fixture.python("fn", PID.replace("CODE", "old"));
    const lambda = await fixture.start({ isolated: true });
    fixture.python("fn", PID.replace("CODE", "new"));
    const before = parse(await lambda.invoke("fn", "{}"));
    await fixture.reload();
    const after = parse(await lambda.invoke("fn", "{}"));
    expect([before.code, after.code]).toEqual(["old", "new"]);
    await until(() => !existsSync(path.dirname(before.scratch)));
    expect(existsSync(path.dirname(after.scratch))).toBe(true);
  });

  test("a reload of a stack that can't be made ready leaves no file", async () => {
    fixture.python("fn", PID);
    const lambda = await fixture.start({ isolated: true });
    const { scratch } = parse(await lambda.invoke("fn", "{}"));
    const all = path.dirname(path.dirname(scratch));
    const before = readdirSync(all);
    fixture.node("large", "exports.handler = async () => 1;");
    for (let index = 0; index < 500; index += 1) {
      fixture.file(`large/${index}/${index}.js`, "");
    }
    fixture.resource("aws_lambda_function.bad", {
      function_name: "bad",
      runtime: "python3.11",
      handler: "index.handler",
      filename: fixture.file("bad.zip", "no zip"),
    });

    await expect(fixture.reload()).rejects.toThrow("aws_lambda_function.bad");

    expect(readdirSync(all)).toEqual(before);
  });

  test("a reload that fails leaves the functions as they were", async () => {
    const lambda = await fixture.python("fn", PID).start();
    const broken = fixture.resource("aws_lambda_function.bad", {
      function_name: "bad",
      runtime: "python3.11",
      handler: "index.handler",
      filename: "nothing.zip",
    });
    await expect(fixture.reload(broken.stack)).rejects.toThrow(/nothing\.zip/);
    expect(parse(await lambda.invoke("fn", "{}")).code).toBe("CODE");
  });
});

/** A program that serves the fixture's stack and invokes a handler that doesn't end. */
function runnerScript(fixture: LambdaFixture, file: string): string {
  const support = path.join(__dirname, "support/plain-stack");
  return fixture.file(
    "runner.ts",
    `import { LocalLambda } from ${JSON.stringify(path.join(ROOT, "local/lambda"))};
     import { plainStack } from ${JSON.stringify(support)};
     const stack = plainStack(${JSON.stringify(fixture.folder)}, {
       "data.archive_file.fn": { source_dir: "fn", output_path: "fn.zip" },
       "aws_lambda_function.fn": { function_name: "fn", runtime: "python3.11", handler: "index.handler", filename: "fn.zip", timeout: 60 },
     });
     const lambda = new LocalLambda(stack);
     void lambda.prepare(stack).then((functions) => {
       lambda.use(functions);
       return lambda.invoke("fn", ${JSON.stringify(JSON.stringify({ file, until: "/never" }))});
     });`,
  );
}
