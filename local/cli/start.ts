import path from "node:path";
import { runCommand, UsageError } from "./command";
import { outputFolder } from "./loaded-modules";
import { RepeatedSynthesis } from "./repeated-synthesis";
import { serve } from "./serve";
import { synthesise } from "./synthesise";
import { synthWarnings } from "./synth-warnings";
import { parseServeOptions, SERVE_OPTIONS_HELP } from "./serve-options";

const HELP = `Synthesises the environment dev and serves it on loopback. No AWS account, Docker or
Terraform is needed.

Usage: npm start [-- options]

${SERVE_OPTIONS_HELP}`;

const ENVIRONMENT = "dev";
/** Folders of the project that the app doesn't read. */
const NO_SOURCES = ["__tests__", "local"];

runCommand(HELP, async (args) => {
  const { options, positionals } = parseServeOptions(args, "npm start");
  if (positionals.length > 0) {
    throw new UsageError(`npm start takes only options, not "${positionals.join(" ")}".`);
  }
  const output = outputFolder();
  const repeated = options.watch ? new RepeatedSynthesis(ENVIRONMENT) : undefined;
  const served = {
    folder: path.join(output, "stacks", ENVIRONMENT),
    project: ".",
    build: async (stop: AbortSignal) => {
      await (repeated ? repeated.run(stop) : synthesise(ENVIRONMENT, stop));
      return synthWarnings(output, ENVIRONMENT);
    },
    mayRead: repeated && ((file: string) => repeated.mayRead(file)),
    sources: [],
    ignored: [output, ...NO_SOURCES],
  };
  return serve(served, options);
});
