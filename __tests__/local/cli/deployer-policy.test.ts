import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { command } from "../../../local/cli/commands/deployer-policy";
import { runScript } from "../../support/run-command";
import { runInProcess } from "./support/run-in-process";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "deployer-policy-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const COMMAND = "local/cli/main.ts deployer-policy";
const environment = (more: NodeJS.ProcessEnv = {}) => ({
  ...process.env,
  STATE_BUCKET: "",
  ...more,
});
const run = (args: string[], env: NodeJS.ProcessEnv = {}, cwd?: string) =>
  runInProcess(command, args, { env: environment(env), ...(cwd && { cwd }) });

test("prints the policy of one environment on stdout and nothing else", async () => {
  const env = environment({ CDKTF_OUTDIR: path.join(folder, "out") });

  const { status, stdout } = await runScript(COMMAND, ["--env", "dev"], "", { env });

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
  expect(stdout).toContain("web-api-dev-");
  expect(stdout).not.toMatch(/web-api-(prod|account)|arn:aws:s3/);
});

test("prints the rights for all environments in parts that IAM takes", async () => {
  const out = path.join(folder, "out");

  const whole = await run([], { CDKTF_OUTDIR: out, STATE_BUCKET: "states" });
  const parts = [await run([out, "--part", "1"]), await run([out, "--part", "2"])];

  expect(whole).toMatchObject({ status: 1, stdout: "" });
  expect(whole.stderr).toContain(
    "The rights need 2 policies. Print each with --part 1 to --part 2",
  );
  expect(parts.map(({ status }) => status)).toEqual([0, 0]);
  const printed = parts.map(({ stdout }) => JSON.stringify(JSON.parse(stdout)));
  expect(Math.max(...printed.map(({ length }) => length))).toBeLessThanOrEqual(6144);
  for (const part of ["web-api-dev-", "web-api-prod-", "web-api-account-", "arn:aws:s3:::states"]) {
    expect(printed.join("")).toContain(part);
  }
});

test("prints the rights that are known, and names the resources whose rights aren't", async () => {
  const lamps = { lamp: { name: "lamp" }, bulb: { name: "bulb" } };
  writeApp({ resource: { aws_sqs_queue: { jobs: { name: "jobs" } }, aws_iot_thing: lamps } });

  const { status, stdout, stderr } = await run([], {}, folder);

  expect(JSON.parse(stdout)).toMatchObject({
    Statement: [{ Resource: [expect.stringMatching(/:jobs$/)] }],
  });
  expect(stderr).toContain("  aws_iot_thing: aws_iot_thing.lamp, aws_iot_thing.bulb\n");
  expect(stderr).toContain("Add a policy with them to the role by hand.");
  expect(status).toBe(1);
});

test("prints no policy if no rights are known at all", async () => {
  writeApp({ resource: { aws_iot_thing: { lamp: { name: "lamp" } } } });

  const { status, stdout, stderr } = await run([], {}, folder);

  expect(stderr).toContain("  aws_iot_thing: aws_iot_thing.lamp\n");
  expect([status, stdout]).toEqual([1, ""]);
});

test.each([[[]], [["--part", "1"]]])(
  "prints no policy for an app without resources, and says why: %j",
  async (args) => {
    writeApp({});

    const { status, stdout, stderr } = await run(["cdktf.out", ...args], {}, folder);

    expect(stderr).toContain(
      "cdktf.out: no stack has a resource that needs permissions, so there is no policy to print.",
    );
    expect([status, stdout]).toEqual([1, ""]);
  },
);

test("refuses a statement that is larger than IAM takes, and says what to do", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `${index}${"x".repeat(30)}`);
  const functions = names.map((name) => [`f${name}`, { function_name: name, role: "${x.y.arn}" }]);
  writeApp({ resource: { aws_lambda_function: Object.fromEntries(functions) as object } });

  const { status, stdout, stderr } = await run([], {}, folder);

  expect(stderr).toMatch(/makes a policy of \d+ characters; IAM allows 6144\. .*--env/);
  expect(stdout).toBe("");
  expect(status).toBe(1);
});

test("an environment that the app doesn't have is refused with those that it has", async () => {
  const { status, stderr } = await runScript(COMMAND, ["--env", "staging"]);

  expect(stderr).toContain("allowed: dev, prod, account");
  expect(status).toBe(1);
});

test("an environment is refused for stacks that no app synthesises", async () => {
  writeApp({});

  const { status, stdout, stderr } = await run(["cdktf.out", "--env", "dev"], {}, folder);

  expect(stderr).toContain(
    "--env dev needs the folder of a cdktf.json; cdktf.out has stacks only.",
  );
  expect([status, stdout]).toEqual([2, ""]);
});

/** An app that has been synthesised already. */
function writeApp(stack: object): void {
  const stackFolder = path.join(folder, "cdktf.out/stacks/only");
  mkdirSync(stackFolder, { recursive: true });
  writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
  const manifest = { stacks: { only: { workingDirectory: "stacks/only" } } };
  writeFileSync(path.join(folder, "cdktf.out/manifest.json"), JSON.stringify(manifest));
  writeFileSync(path.join(stackFolder, "cdk.tf.json"), JSON.stringify(stack));
}
