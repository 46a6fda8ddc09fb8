import { parseArgs } from "node:util";
import { runBeside, withRetries } from "../../review/comment";
import type { Command } from "../command";
import { runCommand } from "../command";
import {
  PLAN_WORKFLOW,
  REVIEW_WORKFLOW,
  workflowGitHub,
  workflowRun,
  workflowVariable,
} from "./review-github";

const HELP = `Prints which runs have the reports of a commit, for $GITHUB_OUTPUT: review=ID and plan=ID. Runs in a
workflow of the event workflow_run, after one of the two.

Usage: node --require ./local/typescript/register.cjs local/cli/review/review-runs.ts

Environment variables: GITHUB_TOKEN (permission actions: read), GITHUB_API_URL, GITHUB_REPOSITORY
and GITHUB_EVENT_PATH. GitHub sets all but the first.

Exit status: 0 if it prints those that exist, 1 for an error, 2 if the command line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    parseArgs({ args });
    const github = workflowGitHub();
    const repository = workflowVariable("GITHUB_REPOSITORY");
    const run = workflowRun();
    for (const [output, name] of [
      ["review", REVIEW_WORKFLOW],
      ["plan", PLAN_WORKFLOW],
    ] as const) {
      const found = await withRetries(() => runBeside(github, repository, name, run));
      if (found) {
        process.stdout.write(`${output}=${found.id}\n`);
      }
    }
    return 0;
  },
};

if (require.main === module) {
  runCommand(command);
}
