import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../../support/root";
import { LOADER } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import type { Serving } from "../support/serving";
import { serving } from "../support/serving";

jest.setTimeout(60_000);

const APP = `
import { App } from "cdktf";
import { EnvironmentStack, HttpApi, HttpLambdaIntegration, lambda } from "${ROOT}/constructs";

const app = new App();
const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
const fn = new lambda.NodejsFunction(stack, "Fn", { entry: "lambda-src/hello/index.ts" });
new HttpApi(stack, "Api").addRoute("GET /", new HttpLambdaIntegration(fn));
app.synth();
`;
const ENTRY = 'export { handler } from "../shared/greeting";';

let folder: string;
let runner: Serving;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "bundles-")));
  save("package.json", "{}");
  save("cdktf.json", JSON.stringify({ app: `node --require ${LOADER} main.ts` }));
  save("main.ts", APP);
  save("lambda-src/hello/index.ts", ENTRY);
  save("lambda-src/hello/README.md", "before");
  greet("first");
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  runner = await serving("local/cli/main.ts serve", ["--watch"], {
    cwd: folder,
    endpoints: path.join(folder, "endpoints.json"),
  });
});
afterAll(() => {
  runner.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function save(name: string, text: string): void {
  writeFileIn(folder, name, text);
}

function greet(text: string): void {
  save(
    "lambda-src/shared/greeting.ts",
    `export async function handler(): Promise<string> { return ${JSON.stringify(text)}; }`,
  );
}

async function response(): Promise<string> {
  const [url = ""] = Object.values(runner.urls);
  return (await fetch(url)).text();
}

const syntheses = () => runner.seen.stderr.match(/^Synthesising/gm)?.length;

test("saved TypeScript is served before the synthesis has confirmed it", async () => {
  const before = await response();

  greet("second");
  const after = await response();
  await runner.until("stderr", "The stack is up to date.");

  expect([before, after, await response()]).toEqual(["first", "second", "second"]);
  expect(runner.seen.stderr).toMatch(/The change is served\.[^]*Synthesising[^]*up to date/);
  expect(syntheses()).toBe(2);
});

test("a file that no bundle reads triggers nothing", async () => {
  const before = runner.seen.stderr;

  save("lambda-src/hello/README.md", "after");
  await response();

  expect(runner.seen.stderr.slice(before.length)).not.toMatch(/Synthesising|served|up to date/);
});

test("code that can't be bundled is reported with its place, and the code before it is served", async () => {
  save("lambda-src/shared/greeting.ts", "export const handler = (");
  const during = await response();
  await runner.until("stderr", "The change is not served");
  greet("third");

  expect([during, await response()]).toEqual(["second", "third"]);
  expect(runner.seen.stderr).toContain("lambda-src/shared/greeting.ts:1:24");
});
