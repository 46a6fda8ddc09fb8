import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/review/review-applied";
import { markerOf } from "../../../../local/review/comment/marker";
import { jsonOfReports } from "../../../../local/review/format";
import type { Report } from "../../../../local/review/report";
import { runScript } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import type { FakeGitHub } from "../../review/comment/fake-github";
import { BOT, startFakeGitHub, TOKEN } from "../../review/comment/fake-github";
import { report } from "../../review/reports";
import { runInProcess } from "../support/run-in-process";

const planned = report({ source: "plan", planHash: "d".repeat(64) });
const other = report({ source: "plan", planHash: "e".repeat(64) });

let folder: string;
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "review-applied-"));
  github = await startFakeGitHub();
  github.pullsOfCommit = [
    { number: 8, merged_at: null },
    { number: 7, merged_at: "2026-11-21T21:00:00Z" },
  ];
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
});

/** How the workflow runs the command. */
function inWorkflow(...reports: Report[]) {
  const file = writeFileIn(folder, "report.json", jsonOfReports(reports));
  const env = {
    PATH: process.env.PATH,
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SHA: "a".repeat(40),
    GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
  };
  return { env, args: [file] };
}

function run(...reports: Report[]) {
  const { args, env } = inWorkflow(...reports);
  return runInProcess(command, args, { env });
}

const summary = () => readFileSync(path.join(folder, "summary"), "utf8");

function comment(reports: Report[], user = BOT): void {
  github.comments.push({ id: 1, body: markerOf(reports), user });
}

test("the plan that was reviewed is applied without a warning", async () => {
  comment([planned]);
  const { args, env } = inWorkflow(planned);

  const script = "local/cli/review/review-applied.ts";
  const { status, stdout } = await runScript(script, args, "", { env });

  expect(stdout).toBe("dev: the plan is the one that was reviewed in pull request 7.\n");
  expect(summary()).toBe("dev: the plan is the one that was reviewed in pull request 7.\n\n");
  expect(status).toBe(0);
});

test("another plan causes a warning, and doesn't stop the deployment", async () => {
  comment([other]);

  const { status, stdout } = await run(planned);

  expect(stdout).toContain(
    "::warning::dev: the plan isn't the one that was reviewed in pull request 7.",
  );
  expect(summary()).toMatch(/^\*\*Warning:\*\* dev: the plan isn't the one that was reviewed/);
  expect(status).toBe(0);
});

test.each([
  ["of an author who isn't the workflow", () => comment([planned], { login: "octocat" })],
  ["that was never written", () => undefined],
  ["of two syntheses", () => comment([report()])],
])("a comment %s shows no reviewed plan", async (_case, prepare) => {
  prepare();

  const { stdout } = await run(planned);

  expect(stdout).toBe("::warning::dev: no plan was reviewed in pull request 7.\n");
});

test("a commit without a pull request causes a warning", async () => {
  github.pullsOfCommit = [];

  const { stdout } = await run(planned);

  expect(stdout).toContain("::warning::dev: this commit came without a pull request");
});

test("a report that isn't from a plan is an error", async () => {
  const { status, stderr } = await run(report());

  expect(stderr).toBe("The report of dev isn't from a plan.\n");
  expect(status).toBe(1);
});
