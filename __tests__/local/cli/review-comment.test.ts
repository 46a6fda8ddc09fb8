import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { jsonOfReports } from "../../../local/review/format";
import { runScript } from "../../support/run-command";
import { writeFileIn } from "../../support/write-file";
import type { FakeGitHub } from "../review/comment/fake-github";
import { startFakeGitHub, TOKEN } from "../review/comment/fake-github";
import { fullReport } from "../review/reports";

const SHA = "a".repeat(40);
const FORK = { full_name: "fork/r" };

let folder: string;
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "review-comment-"));
  github = await startFakeGitHub();
  github.pull = { state: "open", head: { sha: SHA, repo: FORK } };
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
});

function upload(report = jsonOfReports([fullReport()]), number = "7\n"): void {
  writeFileIn(folder, "artifact/report.json", report);
  writeFileIn(folder, "artifact/pull-request", number);
}

function run(conclusion = "success") {
  const workflowRun = { conclusion, head_sha: SHA, head_repository: FORK, html_url: "https://r/1" };
  const event = writeFileIn(folder, "event.json", JSON.stringify({ workflow_run: workflowRun }));
  const env = {
    PATH: process.env.PATH,
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_EVENT_PATH: event,
  };
  return runScript("local/cli/review-comment.ts", [path.join(folder, "artifact")], "", { env });
}

test("posts the report of a fork's pull request, rendered anew, and prints no token", async () => {
  upload();

  const { status, stdout, stderr } = await run();

  expect([status, stdout, stderr]).toEqual([0, "Comment on pull request 7: created\n", ""]);
  expect(github.comments[0]?.body).toContain("`shop-dev-Web GET /old`");
});

test.each([
  ["of another commit", { state: "open", head: { sha: "b".repeat(40), repo: FORK } }, "is at b"],
  ["of another fork", { state: "open", head: { sha: SHA, repo: { full_name: "x/r" } } }, "isn't"],
  ["of a deleted fork", { state: "open", head: { sha: SHA, repo: null } }, "isn't from fork/r"],
  ["that is closed", { state: "closed", head: { sha: SHA, repo: FORK } }, "is closed"],
])("posts nothing on a pull request %s", async (_case, pull, message) => {
  github.pull = pull;
  upload();

  const { status, stdout } = await run();

  expect(status).toBe(0);
  expect(stdout).toContain(message);
  expect(github.comments).toEqual([]);
});

test.each([
  ["a number that isn't one", () => upload(undefined, "7/../8"), "doesn't contain a number"],
  ["Markdown for a report", () => upload("# Approved"), "report.json is not valid JSON"],
  ["a report that is too long", () => upload(" ".repeat(4_000_001)), "at most 4000000 bytes"],
  [
    "a link to a file of the runner",
    () => {
      upload();
      rmSync(path.join(folder, "artifact/report.json"));
      symlinkSync("/etc/passwd", path.join(folder, "artifact/report.json"));
    },
    "isn't a file",
  ],
])("refuses %s, without a request", async (_case, prepare, message) => {
  prepare();

  const { status, stderr } = await run();

  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(github.requests).toEqual([]);
});

test("a review that failed without a report is not an error here", async () => {
  const { status, stdout } = await run("failure");

  expect([status, stdout]).toEqual([0, "No report: https://r/1 ended with failure\n"]);
});

test("a review that succeeded without a report is an error", async () => {
  const { status, stderr } = await run("success");

  expect(status).toBe(1);
  expect(stderr).toContain("https://r/1 succeeded without an artifact");
});
