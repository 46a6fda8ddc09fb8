import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { until as untilTrue } from "../../lambda/support/processes";
import type { ServingInProcess } from "../support/serving-in-process";
import { servingInProcess } from "../support/serving-in-process";
import { StackFolder } from "../support/stack-folder";

jest.setTimeout(30_000);

let stack: StackFolder;
let served: ServingInProcess | undefined;

beforeEach(() => (stack = new StackFolder()));
afterEach(async () => {
  await served?.stop();
  stack.remove();
});

async function watching(): Promise<ServingInProcess> {
  const endpoints = path.join(stack.folder, "endpoints.json");
  served = await servingInProcess([stack.folder, "--watch"], { endpoints });
  return served;
}

async function bodyOf({ urls }: ServingInProcess): Promise<string> {
  return (await fetch(`${urls[stack.stage]}/`)).text();
}

test("the request right after a handler was saved is served by the saved code", async () => {
  stack.write("first");
  const runner = await watching();
  await bodyOf(runner);

  for (const saved of ["one", "two", "six"]) {
    stack.writeHandler(saved);

    expect(await bodyOf(runner)).toBe(saved);
  }
});

test("code outside the stack's folder is watched, too", async () => {
  const elsewhere = mkdtempSync(path.join(os.tmpdir(), "elsewhere-"));
  stack.code = path.relative(stack.folder, elsewhere);
  stack.write("before");
  const runner = await watching();
  await bodyOf(runner);
  const unchanged = runner.seen.stderr;

  stack.writeHandler("after");

  expect(await bodyOf(runner)).toBe("after");
  expect(unchanged).not.toContain("The change");
  rmSync(elsewhere, { recursive: true });
});

test("a file of variables is watched, also one that isn't there yet", async () => {
  stack.write("");
  stack.writeCode(`
import os
def handler(event, context): return {"statusCode": 200, "body": os.environ["TEXT"]}
`);
  stack.setEnvironment({ TEXT: "${var.text}" }, { text: { default: "none" } });
  const runner = await watching();

  const bodies = [await bodyOf(runner)];
  for (const saved of ["first", "second"]) {
    stack.file("terraform.tfvars", `text = "${saved}"`);
    bodies.push(await bodyOf(runner));
  }

  expect(bodies).toEqual(["none", "first", "second"]);
});

test("a file that an expression reads is watched wherever it lies, also one that isn't there yet", async () => {
  const elsewhere = mkdtempSync(path.join(os.tmpdir(), "elsewhere-"));
  const file = path.join(elsewhere, "text");
  stack.write("");
  stack.writeCode(`
import os
def handler(event, context): return {"statusCode": 200, "body": os.environ["TEXT"]}
`);
  stack.setEnvironment({ TEXT: `\${fileexists("${file}") ? file("${file}") : "none"}` });
  const runner = await watching();

  const bodies = [await bodyOf(runner)];
  for (const saved of ["first", "second"]) {
    writeFileSync(file, saved);
    bodies.push(await bodyOf(runner));
  }

  expect(bodies).toEqual(["none", "first", "second"]);
  rmSync(elsewhere, { recursive: true });
});

test("an invocation without an API waits for the change as well", async () => {
  stack.write("before");
  const { seen } = await watching();
  const [lambda] = /http:\S+(?= with the functions)/.exec(seen.stdout) ?? [];

  stack.writeHandler("after");
  const url = `${lambda}/2015-03-31/functions/hello/invocations`;
  const response = await fetch(url, { method: "POST" });

  expect(await response.json()).toEqual({ statusCode: 200, body: "after" });
});

test("a request under way is served by the code that it began with, the next one by the new", async () => {
  const started = path.join(stack.folder, "../", `${path.basename(stack.folder)}.started`);
  stack.write("");
  stack.writeCode(`
import os, time
def handler(event, context):
    open(${JSON.stringify(started)}, "w").close()
    while os.path.exists(${JSON.stringify(started)}): time.sleep(0.005)
    return {"statusCode": 200, "body": "before"}
`);
  const runner = await watching();
  const underWay = bodyOf(runner);
  await untilTrue(() => existsSync(started));

  stack.writeHandler("after");
  const next = await bodyOf(runner);
  rmSync(started);

  expect([await underWay, next]).toEqual(["before", "after"]);
});

test("a changed resource is in effect at the next request", async () => {
  stack.write("hello");
  const runner = await watching();
  const file = path.join(stack.folder, "cdk.tf.json");

  writeFileSync(file, readFileSync(file, "utf8").replace('"GET"', '"PUT"'));
  const response = await fetch(`${runner.urls[stack.stage]}/`, { method: "PUT" });

  expect([response.status, await response.text()]).toEqual([200, "hello"]);
});

test("what can't be served is told once and leaves what was served, until it is mended", async () => {
  stack.write("before");
  const runner = await watching();
  const file = path.join(stack.folder, "cdk.tf.json");
  const whole = readFileSync(file, "utf8");

  writeFileSync(file, "{");
  const [first, second] = [await bodyOf(runner), await bodyOf(runner)];
  writeFileSync(file, whole);
  stack.writeHandler("after");

  expect([first, second, await bodyOf(runner)]).toEqual(["before", "before", "after"]);
  expect(runner.seen.stderr.match(/The change is not served/g)).toHaveLength(1);
});

/**
 * An app of one file, which leaves a stack with a copy of its handler as CDKTF apps do. It waits
 * while the file HOLD exists.
 */
const APP = `
const { cpSync, existsSync, mkdirSync, writeFileSync, readFileSync } = require("node:fs");
while (existsSync(process.env.HOLD)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
const folder = process.env.CDKTF_OUTDIR + "/stacks/" + process.env.TF_WORKSPACE;
mkdirSync(folder, { recursive: true });
cpSync("handlers", folder + "/code", { recursive: true });
writeFileSync(folder + "/cdk.tf.json", readFileSync("template.json"));
const stacks = { dev: { workingDirectory: "stacks/dev", annotations: [] } };
writeFileSync(process.env.CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

/** Starts `npm start -- --watch` in a project with the app. */
async function starting(project: StackFolder, app = APP): Promise<ServingInProcess> {
  project.file("cdktf.json", JSON.stringify({ app: "node app.js" }));
  project.file("app.js", app);
  project.code = "handlers";
  project.writeHandler("before");
  served = await servingInProcess(["--watch"], {
    cwd: project.folder,
    endpoints: path.join(project.folder, "endpoints.json"),
    env: {
      TF_WORKSPACE: "dev",
      CDKTF_OUTDIR: path.join(project.folder, "out"),
      HOLD: path.join(stack.folder, "hold"),
    },
  });
  return served;
}

describe("npm start", () => {
  let project: StackFolder;

  beforeEach(() => (project = new StackFolder()));
  afterEach(() => project.remove());

  /** @param sourceFolder what the stack names as the original of its copied code */
  function writeTemplate(sourceFolder?: string): void {
    stack.write("");
    const template = JSON.parse(readFileSync(path.join(stack.folder, "cdk.tf.json"), "utf8")) as {
      data: { archive_file: { zip: object } };
    };
    const { zip } = template.data.archive_file;
    Object.assign(zip, sourceFolder && { "//": { source_folder: sourceFolder } });
    project.file("template.json", JSON.stringify(template));
  }

  test("synthesises once before it serves the request right after a save", async () => {
    writeTemplate();
    const runner = await starting(project);

    project.writeHandler("after");
    const bodies = [await bodyOf(runner), await bodyOf(runner), await bodyOf(runner)];

    expect(bodies).toEqual(["after", "after", "after"]);
    expect(runner.seen.stderr.match(/^Synthesising/gm)).toHaveLength(2);
  });

  test("serves saved code of a function before the synthesis has confirmed it", async () => {
    writeTemplate("handlers");
    const runner = await starting(project);
    const hold = stack.file("hold", "");

    project.writeHandler("after");
    const bodies = [await bodyOf(runner)];
    rmSync(hold);
    await runner.until("stderr", "The stack is up to date.");
    bodies.push(await bodyOf(runner));

    expect(bodies).toEqual(["after", "after"]);
  });

  test("serves code that the app reads itself only after the synthesis", async () => {
    writeTemplate("handlers");
    const reading = 'readFileSync("handlers/index.py");';
    const runner = await starting(project, `${APP}${reading}`);

    project.writeHandler("after");

    expect(await bodyOf(runner)).toBe("after");
    expect(runner.seen.stderr).toMatch(/Synthesising[^]*Synthesising[^]*The change is served/);
  });

  test("says that the synthesis failed with code that it serves", async () => {
    writeTemplate("handlers");
    const failing =
      'if (require("node:fs").statSync("handlers/index.py").size > 200) process.exit(1);';
    const runner = await starting(project, `${failing}${APP}`);

    project.writeHandler("x".repeat(200));
    const after = await bodyOf(runner);
    await runner.until("stderr", "The saved code is served, but");

    expect(after).toBe("x".repeat(200));
    expect(runner.seen.stderr).toContain("The synthesis failed with exit status 1.");
  });

  test("waits for the change that mends the first synthesis", async () => {
    writeTemplate();
    const ran = path.join(stack.folder, "ran");
    const failing = `
      if (!require("node:fs").existsSync("mended")) {
        require("node:fs").writeFileSync(${JSON.stringify(ran)}, "");
        process.exit(1);
      }`;
    const started = starting(project, `${failing}${APP}`);

    await Promise.race([started, untilTrue(() => existsSync(ran))]);
    project.file("mended", "");
    const runner = await started;

    expect(await bodyOf(runner)).toBe("before");
    expect(runner.seen.stderr).toMatch(/^Synth[^]*exit status 1[^]*Nothing is served yet[^]*Synth/);
  });
});
