import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/review/review-comment";
import { markedPlan } from "../../../../local/review/comment/marker";
import { jsonOfReports } from "../../../../local/review/format";
import type { Report } from "../../../../local/review/report";
import { runScript } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import type { FakeGitHub } from "../../review/comment/fake-github";
import { startFakeGitHub, TOKEN } from "../../review/comment/fake-github";
import { fullReport, report } from "../../review/reports";
import { runInProcess } from "../support/run-in-process";

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

const synthesised = (environment = "dev"): Report => ({
  ...fullReport(environment),
  source: "syntheses",
  planHash: undefined,
});

function upload(text = jsonOfReports([synthesised()]), number = "7\n", to = "review"): void {
  writeFileIn(folder, `artifacts/${to}/report.json`, text);
  writeFileIn(folder, `artifacts/${to}/pull-request`, number);
}

function uploadPlan(environment: string, number = "7\n"): void {
  upload(jsonOfReports([planned(environment)]), number, `plans/plan-${environment}`);
}

const planned = (environment: string) =>
  report({ environment, source: "plan", planHash: "d".repeat(64), limits: ["of the plan"] });

/** How the workflow runs the command. */
function inWorkflow(conclusion = "success", { name = "review", repository = FORK } = {}) {
  const workflowRun = {
    name,
    conclusion,
    head_sha: SHA,
    head_repository: repository,
    html_url: "https://r/1",
  };
  const event = writeFileIn(folder, "event.json", JSON.stringify({ workflow_run: workflowRun }));
  const env = {
    PATH: process.env.PATH,
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_EVENT_PATH: event,
  };
  return { env, args: [path.join(folder, "artifacts")] };
}

function run(...workflow: Parameters<typeof inWorkflow>) {
  const { args, env } = inWorkflow(...workflow);
  return runInProcess(command, args, { env });
}

test("posts the report of a fork's pull request, rendered anew, and prints no token", async () => {
  upload();
  const { args, env } = inWorkflow();

  const script = "local/cli/review/review-comment.ts";
  const { status, stdout, stderr } = await runScript(script, args, "", { env });

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
  [
    "a report that claims to be from a plan",
    () => upload(jsonOfReports([fullReport()])),
    "The artifact has a report from plan; allowed: syntheses.",
  ],
  ["a report that is too long", () => upload(" ".repeat(4_000_001)), "at most 4000000 bytes"],
  [
    "a link to a file of the runner",
    () => {
      upload();
      rmSync(path.join(folder, "artifacts/review/report.json"));
      symlinkSync("/etc/passwd", path.join(folder, "artifacts/review/report.json"));
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

describe("a pull request of the repository itself", () => {
  const repository = { full_name: "o/r" };
  beforeEach(() => (github.pull = { state: "open", head: { sha: SHA, repo: repository } }));
  const commented = () => github.comments[0]?.body ?? "";

  test("shows each environment's plan where there is one, and marks the comment with it", async () => {
    upload(jsonOfReports([synthesised("dev"), synthesised("prod")]));
    uploadPlan("dev");

    const { stdout } = await run("success", { name: "ci", repository });

    expect(stdout).toBe("Comment on pull request 7: created\n");
    expect(commented()).toContain("of the plan");
    expect(commented()).toContain("`shop-prod-Web GET /old`");
    expect(commented()).not.toContain("shop-dev-Web");
    expect(markedPlan(commented(), "dev")).toBe("d".repeat(64));
    expect(markedPlan(commented(), "prod")).toBeUndefined();
  });

  test("marks the plans of all its environments", async () => {
    upload(jsonOfReports([synthesised("dev"), synthesised("prod")]));
    uploadPlan("dev");
    uploadPlan("prod");

    await run("success", { name: "ci", repository });

    expect(["dev", "prod"].map((name) => markedPlan(commented(), name))).toEqual(
      Array(2).fill("d".repeat(64)),
    );
  });

  test("gets no plan of another pull request of its branch", async () => {
    upload();
    uploadPlan("dev", "8\n");

    await run("success", { name: "ci", repository });

    expect(commented()).toContain("shop-dev-Web");
    expect(markedPlan(commented(), "dev")).toBeUndefined();
  });

  test.each([
    ["Markdown for a plan", "# Approved", "report.json is not valid JSON"],
    ["a plan's report from syntheses", jsonOfReports([report()]), "from syntheses; allowed: plan"],
    ["a plan's report that is too long", " ".repeat(4_000_001), "at most 4000000 bytes"],
  ])("can't upload %s", async (_case, text, message) => {
    upload();
    upload(text, "7\n", "plans/plan-dev");

    const { status, stderr } = await run("success", { name: "ci", repository });

    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(github.requests).toEqual([]);
  });

  test("can't upload any number of plans", async () => {
    upload();
    Array.from({ length: 21 }, (_, index) => uploadPlan(`env${index}`));

    const { stderr } = await run("success", { name: "ci", repository });

    expect(stderr).toBe("There are 21 artifacts with plans; allowed: 20.\n");
  });
});

test("a fork's artifacts with plans are left out, as nothing is planned for forks", async () => {
  upload();
  uploadPlan("dev");

  await run("success", { name: "ci" });

  expect(github.comments[0]?.body).toContain("shop-dev-Web");
  expect(markedPlan(github.comments[0]?.body ?? "", "dev")).toBeUndefined();
});

test("plans that are ready before the review wait for it", async () => {
  uploadPlan("dev");

  const { status, stdout } = await run("success", { name: "ci" });

  expect([status, stdout]).toEqual([0, "No report: https://r/1 ended with success\n"]);
});
