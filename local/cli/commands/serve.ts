import type { Command } from "../command";
import { UsageError } from "../command";
import { findProject } from "../project/find-project";
import { servedProject } from "../serve/served-project";
import { serve } from "../serve/serve";
import { parseServeOptions, SERVE_OPTIONS_HELP } from "../serve/serve-options";

const HELP = `Serves a stack on loopback, as API Gateway and Lambda would. No AWS account, Docker or
Terraform is needed.

Usage: cdktf-lambda-api serve [<folder> | <plan>] [options]

  <folder>   of a CDKTF project (cdktf.json), which is synthesised; of synthesised stacks
             (cdktf.out); of a stack (cdk.tf.json); or of Terraform files (default: the current one)
  <plan>     a file with what "terraform show -json" printed about a plan or a state

${SERVE_OPTIONS_HELP}
Exit status: 0 if it was stopped (Ctrl-C), 1 if the project can't be served, 2 if the command line is
wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    if (process.platform === "win32") {
      return refuseWindows();
    }
    const { options, positionals } = parseServeOptions(args);
    const [folder = ".", ...rest] = positionals;
    if (rest.length > 0) {
      throw new UsageError(`Name one folder or plan, not "${positionals.join(" ")}".`);
    }
    return serve(servedProject(findProject(folder), options), options);
  },
};

/** It is plain JavaScript, for the npm scripts. */
function refuseWindows(): number {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it refuses when it is loaded
  require("../refuse-windows.cjs");
  return 1;
}
