import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { runCommand, UsageError } from "./command";
import { serve } from "./serve";
import { parseServeOptions, SERVE_OPTIONS_HELP } from "./serve-options";

const HELP = `Synthesises the environment dev and serves it on loopback. No AWS account, Docker or
Terraform is needed.

Usage: npm start [-- options]

${SERVE_OPTIONS_HELP}`;

const ENVIRONMENT = "dev";
const SOURCES = ["main.ts", "constructs", "lambda-src"];

runCommand(HELP, async (args) => {
  const { options, positionals } = parseServeOptions(args);
  if (positionals.length > 0)
    throw new UsageError(`"${positionals.join(" ")}" is too much; npm start takes options only.`);
  await synthesise();
  const folder = path.join(process.env.CDKTF_OUTDIR ?? "cdktf.out", "stacks", ENVIRONMENT);
  return serve({ folder, watched: SOURCES, refresh: synthesise }, options);
});

/** Runs the app of cdktf.json by itself: its JSON needs neither Terraform nor the CDKTF CLI. */
function synthesise(): Promise<void> {
  const { app } = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app: string };
  process.stderr.write(`Synthesising ${ENVIRONMENT} (${app}) ...\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(app, {
      shell: true,
      stdio: ["ignore", process.stderr, process.stderr],
      env: { ...process.env, TF_WORKSPACE: ENVIRONMENT },
    });
    child.once("error", reject);
    child.once("exit", (status) => {
      if (status === 0) resolve();
      else reject(new Error(`The synthesis failed with exit status ${status}; see above.`));
    });
  });
}
