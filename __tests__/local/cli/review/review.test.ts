import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/commands/review";
import { jsonOfReports } from "../../../../local/review/format";
import type { Report } from "../../../../local/review/report";
import { planFixtureFile, readPlanFixture } from "../../../support/plan-fixtures";
import { ROOT } from "../../../support/root";
import { runScript } from "../../../support/run-command";
import { startCommand } from "../../../support/start-command";
import { writeFileIn } from "../../../support/write-file";
import { CANARY } from "../../../terraform/fixtures/reviewed-stack";
import { finding, report } from "../../review/reports";
import { TestProject } from "../../review/support/git-project";
import { httpApi, lambdaFunction } from "../../review/support/sides";
import { runInProcess } from "../support/run-in-process";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "review-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(...reports: Report[]): string {
  return writeFileIn(folder, "report.json", jsonOfReports(reports));
}

const REVIEW = "local/cli/main.ts review";
const run = (...args: string[]) => runInProcess(command, args);

const accepted = { reason: "nobody calls it", until: "2999-01-31" };

test.each([
  ["no change", report(), 0],
  ["a change", report({ limits: ["x"] }), 2],
  ["a finding of a kind that fails", report({ findings: [finding()] }), 3],
  ["a finding of another kind", report({ findings: [finding({ kind: "iam" })] }), 2],
  ["an accepted finding", report({ findings: [finding({ accepted })] }), 2],
])("the exit status for %s", async (_case, one, expected) => {
  const { status, stderr } = await run(
    "--report",
    write(report(), { ...one, environment: "prod" }),
    "--fail-on",
    "breaking,public",
  );

  expect([status, stderr]).toEqual([expected, ""]);
});

test("no kind of finding fails a review by default", async () => {
  const { status } = await run("--report", write(report({ findings: [finding()] })));

  expect(status).toBe(2);
});

test("npm run passes the exit status on, and prints nothing of its own with --silent", () => {
  const args = ["--report", write(report({ findings: [finding()] })), "--fail-on", "breaking"];

  const { status, stdout } = spawnSync("npm", ["run", "--silent", "review", "--", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });

  expect(status).toBe(3);
  expect(stdout).toMatch(/^dev\n {2}1 breaking\n/);
});

test.each([
  ["text", "Nothing changes in dev.\n"],
  ["markdown", "### API changes: nothing changes in dev\n"],
  ["json", jsonOfReports([report()])],
])("--format %s prints the report on stdout and nothing else", async (format, expected) => {
  const { stdout, stderr } = await run("--report", write(report()), "--format", format);

  expect([stdout, stderr]).toEqual([expected, ""]);
});

test("a report can come from standard input", async () => {
  const { stdout } = await runScript(REVIEW, ["--report", "-"], jsonOfReports([report()]));

  expect(stdout).toBe("Nothing changes in dev.\n");
});

test.each([
  [["--base", "main", "--format", "html"], '--format is "html"; allowed: text, markdown, json'],
  [["--base", "main", "--fail-on", "all"], '--fail-on is "all"; allowed: breaking, public'],
  [["--report", "x", "--base", "main"], "--report can't be combined with --base"],
  [["--plan", "x", "--env", "dev"], "--plan can't be combined with --env"],
  [["--env", "dev", "--head", "main"], "--env can't be combined with --head"],
  [["--plan", "x", "--var", "a=b"], "--plan can't be combined with --var"],
  [["--report", "x", "--var-file", "y"], "--report can't be combined with --var-file"],
  [["--base", "main", "--var", "a"], '--var is "a"; allowed: NAME=VALUE'],
  [["--env", ""], '--env is ""'],
  [["--base", "main", "--head", ""], '--head is ""'],
  [[], "--base FOLDER or --base REF"],
  [["--bas", "main"], "Unknown option --bas. Did you mean --base?"],
])("%j is refused with status 1, as other statuses are results", async (args, message) => {
  const { status, stdout, stderr } = await runInProcess(command, args);

  expect(stderr).toContain(message);
  expect([status, stdout]).toEqual([1, ""]);
});

test("a report that isn't there is an error", async () => {
  const { status, stderr } = await run("--report", path.join(folder, "none.json"));

  expect(stderr).toContain("none.json");
  expect(status).toBe(1);
});

describe("a Terraform plan", () => {
  test.each(["text", "markdown", "json"])(
    "is reviewed as %s, without a secret value in the output or in messages",
    async (format) => {
      const args = ["--plan", planFixtureFile("change"), "--format", format];

      const { status, stdout, stderr } = await run(...args, "--fail-on", "data-loss");

      expect(stdout).toContain("aws_cloudwatch_log_group.first");
      expect(stdout + stderr).not.toContain(CANARY);
      expect([status, stderr]).toEqual([3, ""]);
    },
  );

  test("can come from standard input; TF_WORKSPACE names its environment", async () => {
    const env = { ...process.env, TF_WORKSPACE: "prod" };
    const plan = readPlanFixture("guarded");

    const { stdout } = await runScript(REVIEW, ["--plan", "-"], plan, { env });

    expect(stdout).toMatch(/^prod\n {2}incomplete/);
    expect(stdout).toContain("This stack is for the workspace prod.");
  });

  test("of another major version is refused", async () => {
    const plan = writeFileIn(folder, "plan.json", '{"format_version":"2.0"}');

    const { status, stderr } = await run("--plan", plan);

    expect(stderr).toContain('plan.json has the format_version "2.0"');
    expect(status).toBe(1);
  });
});

describe("a change of a project", () => {
  let project: TestProject;
  beforeEach(() => {
    project = new TestProject().app({ dev: httpApi({ "GET /old": {}, "GET /pets": {} }) });
    project.commit();
    project.app({ dev: httpApi({ "GET /pets": {} }) });
  });
  afterEach(() => rmSync(project.repository, { recursive: true }));

  const review = (...args: string[]) => {
    const { folder: cwd } = project;
    return runScript(REVIEW, ["--base", "HEAD", ...args], "", { cwd });
  };

  test("is reported, and fails on what breaks clients until .review-accept accepts it", async () => {
    const { status, stdout } = await review("--fail-on", "breaking");

    expect(stdout).toMatch(/breaking +\S+ GET \/old +route-removed [0-9a-f]{12}/);
    expect(status).toBe(3);

    const [, fingerprint] = /route-removed ([0-9a-f]{12})/.exec(stdout) ?? [];
    project.write(
      ".review-accept",
      `${fingerprint} nobody calls it until 2999-12-31\n0123456789ab it is gone until 2999-12-31\n`,
    );
    const again = await review("--fail-on", "breaking");

    expect(again.stdout).toContain("Accepted until 2999-12-31: nobody calls it");
    expect(again.stderr).toContain(".review-accept:2: there is no finding 0123456789ab any more.");
    expect(again.status).toBe(2);
  });

  test("shows no value of an environment or stage variable in any format, nor in messages", async () => {
    const app = (KEY: string) => ({
      dev: {
        ...httpApi({ "GET /pets": {} }, { stage: { stage_variables: { KEY } } }),
        ...lambdaFunction("Pets", { environment: { variables: { KEY, OTHER: `\${x}${KEY}` } } }),
      },
    });
    project.app(app("canary-1")).commit();
    project.app(app("canary-2"));

    const json = await review("--format", "json");
    const file = writeFileIn(folder, "report.json", json.stdout);
    const text = await run("--report", file);
    const markdown = await run("--report", file, "--format", "markdown");

    for (const { status, stdout, stderr } of [json, text, markdown]) {
      expect(stdout).toContain("KEY");
      expect(stdout + stderr).not.toContain("canary");
      expect(status).toBe(2);
    }
  });

  test("is an error where the base isn't known", async () => {
    const cwd = project.folder;

    const { status, stdout, stderr } = await runScript(REVIEW, ["--base", "none"], "", { cwd });

    expect(stderr).toContain('"none" is neither a folder of stacks');
    expect([status, stdout]).toEqual([1, ""]);
  });

  test("offers both syntheses what the project has built, and the second what the first has", async () => {
    const log = path.join(folder, "outdirs");
    const app = readFileSync(path.join(project.folder, "app.js"), "utf8");
    const note = `[out, ...process.env.CDKTF_OTHER_OUTDIRS.split(":")].join(" ") + "\\n"`;
    const logging = `require("node:fs").appendFileSync(${JSON.stringify(log)}, ${note});`;
    project.write("app.js", `${app}${logging}`).commit();

    await review();

    const [base, head] = readFileSync(log, "utf8")
      .split("\n")
      .map((line) => line.split(" "));
    const built = path.join(project.folder, "cdktf.out");
    expect(base).toEqual([expect.stringMatching(/base\/cdktf\.out$/), built]);
    expect(head).toEqual([expect.stringMatching(/head\/cdktf\.out$/), built, base?.[0]]);
  });

  test("leaves nothing behind if Ctrl-C stops its synthesis", async () => {
    project.write("app.js", "setInterval(() => undefined, 1000);");
    const temporary = path.join(folder, "tmp");
    mkdirSync(temporary);
    const args = ["--base", "HEAD"];
    project.commit();
    const { child, until, seen } = startCommand(
      REVIEW,
      args,
      { TMPDIR: temporary },
      project.folder,
      { detached: true },
    );
    await until("stderr", "Synthesising a commit");

    process.kill(-(child.pid ?? NaN), "SIGINT");
    const [status] = (await once(child, "close")) as [number | null];

    expect([status, seen.stdout]).toEqual([1, ""]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
