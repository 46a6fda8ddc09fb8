import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/review/review-runs";
import { runScript } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import type { FakeGitHub } from "../../review/comment/fake-github";
import { startFakeGitHub, TOKEN } from "../../review/comment/fake-github";
import { runInProcess } from "../support/run-in-process";

const SHA = "a".repeat(40);

function workflowRun(id: number, name: string, parts: object = {}) {
  const repository = { full_name: "o/r" };
  return { id, name, head_sha: SHA, head_branch: "pets", head_repository: repository, ...parts };
}

let folder: string;
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "review-runs-"));
  github = await startFakeGitHub();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
});

/** The environment of the workflow that a run's end starts. */
function workflowAfter(run: object) {
  const event = writeFileIn(folder, "event.json", JSON.stringify({ workflow_run: run }));
  return {
    PATH: process.env.PATH,
    GITHUB_TOKEN: TOKEN,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "o/r",
    GITHUB_EVENT_PATH: event,
  };
}

function outputsAfter(run: object) {
  return runInProcess(command, [], { env: workflowAfter(run) });
}

test("the plans' run finds the newest review of the same commit", async () => {
  github.runs = [workflowRun(1, "review"), workflowRun(3, "review"), workflowRun(2, "ci")];

  const env = workflowAfter(workflowRun(2, "ci"));
  const { status, stdout } = await runScript("local/cli/review/review-runs.ts", [], "", { env });

  expect([status, stdout]).toEqual([0, "review=3\nplan=2\n"]);
  expect(github.requests).toEqual([
    `GET /repos/o/r/actions/runs?event=pull_request&head_sha=${SHA}&per_page=100`,
  ]);
});

test("the review's run is its own, and has no plan before one is made", async () => {
  github.runs = [workflowRun(1, "review"), workflowRun(3, "review")];

  const { stdout } = await outputsAfter(workflowRun(1, "review"));

  expect(stdout).toBe("review=1\n");
});

test.each([
  ["another branch", { head_branch: "dogs" }],
  ["a fork", { head_repository: { full_name: "fork/r" } }],
])("a run of %s at the same commit is another's", async (_case, parts) => {
  github.runs = [workflowRun(2, "ci", parts)];

  const { stdout } = await outputsAfter(workflowRun(1, "review"));

  expect(stdout).toBe("review=1\n");
});
