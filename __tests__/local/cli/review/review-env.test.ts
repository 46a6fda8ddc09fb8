import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { planFixtureFile } from "../../../support/plan-fixtures";
import { runScript } from "../../../support/run-command";
import { startCommand } from "../../../support/start-command";
import { writeFileIn } from "../../../support/write-file";
import { CANARY } from "../../../terraform/fixtures/reviewed-stack";
import { TestProject } from "../../review/support/git-project";
import { httpApi } from "../../review/support/sides";

/** Notes how it is called. Its plan is a fixture, for which it waits or fails if it is told to. */
const TERRAFORM = `#!${process.execPath}
const { appendFileSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const [command, ...args] = process.argv.slice(2);
const note = (text) => appendFileSync(process.env.NOTES, text + "\\n");
const file = args.map((arg) => arg.replace("-out=", "")).find((arg) => arg.endsWith("/plan"));
const mode = file && (statSync(file).mode & 0o777).toString(8);
const variables = args.filter((arg) => arg.startsWith("-var"));
note([process.env.TF_WORKSPACE, command, ...(file ? [mode] : []), ...variables].join(" "));
process.on("SIGINT", () => { note("interrupted"); process.exitCode = 1; clearInterval(timer); });
let timer;
if (command === "plan") {
  console.log("${CANARY}");
  if (process.env.WAIT) timer = setInterval(() => {}, 1000);
  if (process.env.PLAN) writeFileSync(file, readFileSync(process.env.PLAN));
  if (process.env.FAIL) { console.error("Error: No access\\n\\n${CANARY}"); process.exitCode = 1; }
}
if (command === "show") process.stdout.write(readFileSync(file));
`;

let folder: string;
let project: TestProject;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "review-env-"));
  project = new TestProject().app({ dev: httpApi({ "GET /pets": {} }) });
  const temporary = path.join(folder, "tmp");
  mkdirSync(temporary);
  const terraform = writeFileIn(folder, "terraform", TERRAFORM);
  chmodSync(terraform, 0o755);
  env = {
    TERRAFORM_BINARY_NAME: terraform,
    TMPDIR: temporary,
    NOTES: path.join(folder, "notes"),
    PLAN: planFixtureFile("change"),
    CDKTF_OUTDIR: path.join(project.folder, "out"),
  };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(project.repository, { recursive: true });
});

const review = (more: NodeJS.ProcessEnv = {}, ...args: string[]) =>
  runScript("local/cli/main.ts review", ["--env", "dev", ...args], "", {
    cwd: project.folder,
    env: { ...process.env, ...env, ...more },
  });
const notes = () => readFileSync(path.join(folder, "notes"), "utf8").trim().split("\n");
const leftBehind = () => readdirSync(path.join(folder, "tmp"));

test("an environment is planned in its workspace, to a file of its user that is removed", async () => {
  const { status, stdout, stderr } = await review();

  expect(notes()).toEqual(["dev init", "dev plan 600", "dev show 600"]);
  expect(stdout).toMatch(/^dev\n {2}1 breaking/);
  expect(stdout + stderr).not.toContain(CANARY);
  expect(status).toBe(2);
  expect(leftBehind()).toEqual([]);
});

test("Terraform gets the values of variables in their order", async () => {
  await review({}, "--var", "size=1", "--var-file", "more.tfvars", "--var", "size=2");

  const file = path.join(project.folder, "more.tfvars");
  expect(notes()[1]).toBe(`dev plan 600 -var=size=1 -var-file=${file} -var=size=2`);
});

test("a plan that failed is reviewed as far as it is, and is an error without Terraform's text", async () => {
  const { status, stdout, stderr } = await review({ FAIL: "1" });

  expect(stdout).toContain("aws_cloudwatch_log_group.first");
  expect(stderr).toContain(
    "plan failed: No access. To see all of it: TF_WORKSPACE=dev npx cdktf diff",
  );
  expect(stderr).not.toContain(CANARY);
  expect(status).toBe(1);
});

test("without a plan there is no report", async () => {
  const { status, stdout, stderr } = await review({ FAIL: "1", PLAN: "" });

  expect(stderr).toContain("plan failed: No access");
  expect([status, stdout]).toEqual([1, ""]);
  expect(leftBehind()).toEqual([]);
});

test("a missing Terraform is an error that names it", async () => {
  const { status, stderr } = await review({ TERRAFORM_BINARY_NAME: "no-such-terraform" });

  expect(stderr).toContain("no-such-terraform can't be run: it isn't on the PATH.");
  expect(status).toBe(1);
});

test("Ctrl-C interrupts Terraform once, which unlocks the state, and leaves no plan behind", async () => {
  const { child, until, seen } = startCommand(
    "local/cli/main.ts review",
    ["--env", "dev"],
    { ...env, WAIT: "1" },
    project.folder,
    { detached: true },
  );
  await until("stderr", "Planning dev");

  process.kill(-(child.pid ?? NaN), "SIGINT");
  const [status] = (await once(child, "close")) as [number | null];

  expect(notes()).toEqual(["dev init", "dev plan 600", "interrupted"]);
  expect([status, seen.stdout]).toEqual([1, ""]);
  expect(leftBehind()).toEqual([]);
});
