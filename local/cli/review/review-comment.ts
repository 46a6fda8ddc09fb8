import path from "node:path";
import { parseArgs } from "node:util";
import type { WorkflowRun } from "../../review/comment";
import {
  publish,
  readArtifact,
  readPlans,
  refusalOf,
  withPlans,
  withRetries,
} from "../../review/comment";
import type { Command } from "../command";
import { runCommand, UsageError } from "../command";
import { REVIEW_WORKFLOW, workflowGitHub, workflowRun, workflowVariable } from "./review-github";

const HELP = `Posts the report of a pull request's review as a comment. Runs in a workflow of the event
workflow_run, and trusts only what GitHub tells it: not the report, nor the number of the pull
request, which code of the pull request wrote.

Usage: node --require ./local/typescript/register.cjs local/cli/review/review-comment.ts FOLDER

  FOLDER    has the folder review, the review's artifact (report.json and pull-request), and the
            folder plans, with such an artifact for each environment that was planned. An
            environment's plan is shown instead of its syntheses. Plans for forks are left out.

Environment variables: GITHUB_TOKEN (permission pull-requests: write), GITHUB_API_URL,
GITHUB_REPOSITORY and GITHUB_EVENT_PATH. GitHub sets all but the first.

Exit status: 0 if the comment shows the report, or if the report is out of date; 1 for an error; 2
if the command line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [folder, ...others] = positionals;
    if (!folder || others.length > 0) {
      throw new UsageError("Name one folder.");
    }
    const repository = workflowVariable("GITHUB_REPOSITORY");
    const run = workflowRun();
    const github = workflowGitHub();

    const review = readArtifact(path.join(folder, "review"), "syntheses");
    if (!review) {
      return withoutReport(run);
    }
    const { pullRequest } = review;
    // Only the repository's own pull requests are planned.
    const isFork = run.head_repository.full_name !== repository;
    const reports = withPlans(review, isFork ? [] : readPlans(path.join(folder, "plans")));
    const outcome = await withRetries(async () => {
      const refusal = await refusalOf(github, repository, pullRequest, run);
      return refusal ?? publish(github, { repository, pullRequest, reports, run: run.html_url });
    });
    process.stdout.write(`Comment on pull request ${pullRequest}: ${outcome}\n`);
    return 0;
  },
};

/** A review that failed is red on the pull request itself. The plan can be ready before the review. */
function withoutReport({ name, conclusion, html_url: url }: WorkflowRun): number {
  if (name === REVIEW_WORKFLOW && conclusion === "success") {
    throw new Error(`${url} succeeded without an artifact that has report.json and pull-request.`);
  }
  process.stdout.write(`No report: ${url} ended with ${conclusion}\n`);
  return 0;
}

if (require.main === module) {
  runCommand(command);
}
