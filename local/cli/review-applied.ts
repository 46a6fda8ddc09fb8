import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { printable } from "../log/printable";
import { reviewedPlan, withRetries } from "../review/comment";
import { readReports } from "../review/format";
import type { Report } from "../review/report";
import { runCommand, UsageError } from "./command";
import { workflowGitHub, workflowVariable } from "./review-github";

const HELP = `Says whether a deployment applies the plan that was reviewed: whether the comment on the pull request
of the deployed commit shows the same plan. Runs in a GitHub workflow.

Usage: node --require tsx/cjs local/cli/review-applied.ts REPORT

  REPORT    the report of the deployment's plan, as --format json prints it

Environment variables: GITHUB_TOKEN (permission pull-requests: read), GITHUB_API_URL,
GITHUB_REPOSITORY and GITHUB_SHA. GitHub sets all but the first.

Exit status: 0 whether or not the plans are the same, 1 for an error, 2 if the command line is wrong.
`;

runCommand(HELP, async (args) => {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) {
    throw new UsageError("Name one report.");
  }
  for (const report of readReports(readFileSync(file, "utf8"), file)) {
    process.stdout.write(`${await sentence(report)}\n`);
  }
  return 0;
});

/** A warning is a workflow command, which GitHub shows on the run's page. */
async function sentence({ environment, planHash }: Report): Promise<string> {
  const name = printable(environment).replaceAll("%", "%25");
  if (planHash === undefined) {
    throw new Error(`The report of ${name} isn't from a plan.`);
  }
  const github = workflowGitHub();
  const repository = workflowVariable("GITHUB_REPOSITORY");
  const commit = workflowVariable("GITHUB_SHA");
  const reviewed = await withRetries(() => reviewedPlan(github, repository, commit, environment));
  if (!reviewed) {
    return `::warning::${name}: this commit came without a pull request, so its plan wasn't reviewed.`;
  }
  const { pullRequest } = reviewed;
  if (reviewed.planHash === undefined) {
    return `::warning::${name}: no plan was reviewed in pull request ${pullRequest}.`;
  }
  return reviewed.planHash === planHash
    ? `${name}: the plan is the one that was reviewed in pull request ${pullRequest}.`
    : `::warning::${name}: the plan isn't the one that was reviewed in pull request ${pullRequest}. What is deployed, or the branch, has changed since.`;
}
