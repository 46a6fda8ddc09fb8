import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { wantsColours } from "../../log/terminal-text";
import { accepted, acceptancesIn } from "../../review/accept";
import { formatReports } from "../../review/format";
import { reviewPlan } from "../../review/plan";
import { readCdktfProject } from "../project/cdktf-project";
import { runCommand, UsageError } from "../command";
import { createPlanFile, hasPlan, planJson } from "../terraform/plan-file";
import { stopSignal } from "../stop-signal";
import { runVisibly } from "../terraform/terraform-command";

const HELP = `Prints what a deployment would change: the output of "cdktf diff", and then the review of the
same plan. The output of "cdktf diff" has the values of environment variables; the review hasn't.

Usage: TF_WORKSPACE=dev node --require ./local/typescript/register.cjs local/cli/review/review-diff.ts [option of cdktf diff ...]

Exit status: that of "cdktf diff": 0 for a plan, also if it changes something.
`;

const DEFAULT_WIDTH = 100;

runCommand({
  help: HELP,
  run: async (args) => {
    const environment = process.env.TF_WORKSPACE;
    if (!environment) {
      throw new UsageError("Set TF_WORKSPACE to the name of an environment.");
    }
    const stop = stopSignal();
    const cwd = path.join(readCdktfProject(".").output, "stacks", environment);
    return withPlanIn(cwd, async (file) => {
      const { env } = process;
      const status = await runVisibly(cdktf(), ["diff", ...args], {
        cwd: process.cwd(),
        env,
        stop,
      });
      stop.throwIfAborted();
      if (!hasPlan(file)) {
        process.stderr.write(`There is no review: the CDKTF CLI wrote no plan to ${file}.\n`);
        return status;
      }
      const text = await planJson(file, { cwd, env, stop });
      process.stdout.write(`\n${await reviewOf(text, environment)}`);
      return status;
    });
  },
});

/**
 * The CDKTF CLI writes its plan to the stack's folder and leaves it there. It has secrets in plain
 * text, so only the user can read it, and it is removed.
 */
async function withPlanIn<T>(folder: string, use: (file: string) => Promise<T>): Promise<T> {
  const file = path.join(folder, "plan");
  rmSync(file, { force: true });
  mkdirSync(folder, { recursive: true });
  createPlanFile(file);
  try {
    return await use(file);
  } finally {
    rmSync(file, { force: true });
  }
}

function cdktf(): string {
  const installed = path.resolve("node_modules/.bin/cdktf");
  return existsSync(installed) ? installed : "cdktf";
}

async function reviewOf(text: string, environment: string): Promise<string> {
  const report = await reviewPlan({ text, source: "The plan", environment });
  const { reports, messages } = accepted([report], acceptancesIn(process.cwd()));
  process.stderr.write(messages.map((message) => `${message}\n`).join(""));
  const { columns: width = DEFAULT_WIDTH, isTTY } = process.stdout;
  const colours = Boolean(isTTY) && wantsColours(process.env);
  return formatReports(reports, "text", { width, colours });
}
