import { appendFileSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { printable } from "../../log/printable";
import { reviewedPlan, withRetries } from "../../review/comment";
import { proseMarkdown, readReports } from "../../review/format";
import type { Report } from "../../review/report";
import type { Command } from "../command";
import { runCommand, UsageError } from "../command";
import { workflowGitHub, workflowVariable } from "./review-github";

const HELP = `Says whether a deployment applies the plan that was reviewed: whether the comment on the pull request
of the deployed commit shows the same plan. Runs in a GitHub workflow.

Usage: node --require ./local/typescript/register.cjs local/cli/review/review-applied.ts REPORT

  REPORT    the report of the deployment's plan, as --format json prints it

Environment variables: GITHUB_TOKEN (permission pull-requests: read), GITHUB_API_URL,
GITHUB_REPOSITORY, GITHUB_SHA and GITHUB_STEP_SUMMARY. GitHub sets all but the first.

Exit status: 0 whether or not the plans are the same, 1 for an error, 2 if the command line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [file, ...others] = positionals;
    if (!file || others.length > 0) {
      throw new UsageError("Name one report.");
    }
    for (const report of readReports(readFileSync(file, "utf8"), file)) {
      say(await verdict(report));
    }
    return 0;
  },
};

interface Verdict {
  readonly text: string;
  readonly isWarning: boolean;
}

/** A warning is a workflow command, which GitHub shows on the run's page. */
function say({ text, isWarning }: Verdict): void {
  const line = printable(text).replaceAll("%", "%25");
  process.stdout.write(`${isWarning ? "::warning::" : ""}${line}\n`);
  const title = isWarning ? "**Warning:** " : "";
  appendFileSync(workflowVariable("GITHUB_STEP_SUMMARY"), `${title}${proseMarkdown(text)}\n\n`);
}

async function verdict({ environment, planHash }: Report): Promise<Verdict> {
  if (planHash === undefined) {
    throw new Error(`The report of ${printable(environment)} isn't from a plan.`);
  }
  const github = workflowGitHub();
  const repository = workflowVariable("GITHUB_REPOSITORY");
  const commit = workflowVariable("GITHUB_SHA");
  const reviewed = await withRetries(() => reviewedPlan(github, repository, commit, environment));
  const warning = (text: string): Verdict => ({ text: `${environment}: ${text}`, isWarning: true });
  if (!reviewed) {
    return warning("this commit came without a pull request, so its plan wasn't reviewed.");
  }
  const pullRequest = `pull request ${reviewed.pullRequest}`;
  if (reviewed.planHash === undefined) {
    return warning(`no plan was reviewed in ${pullRequest}.`);
  }
  if (reviewed.planHash !== planHash) {
    return warning(
      `the plan isn't the one that was reviewed in ${pullRequest}. What is deployed, or the branch, has changed since.`,
    );
  }
  const text = `${environment}: the plan is the one that was reviewed in ${pullRequest}.`;
  return { text, isWarning: false };
}

if (require.main === module) {
  runCommand(command);
}
