import { parseArgs } from "node:util";
import { runCommand, UsageError } from "../../local/cli/command";
import { benchRunner } from "./runner/bench-runner";
import { Scratch } from "./scratch";
import { benchSynth } from "./synth/bench-synth";

const HELP = `Measures, side by side in one run, what this project is compared with.

Usage: npm run bench [-- options]

Options:
  --only synth|runner  one part
  --quick              short runs, once each: to see that the bench works, not to be quoted
  --help, --version

Everything runs on loopback and in a temporary folder. The figures of a busy machine mean little.
`;

runCommand(HELP, async (args) => {
  const { values } = parseArgs({
    args,
    options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
  });
  const { only, quick } = values;
  if (only !== undefined && only !== "synth" && only !== "runner") {
    throw new UsageError(`--only is "${only}"; allowed: synth, runner.`);
  }
  const scratch = new Scratch();
  try {
    if (only !== "runner") {
      benchSynth(scratch, quick);
    }
    if (only !== "synth") {
      await benchRunner(scratch, quick);
    }
  } finally {
    scratch.clear();
  }
  return 0;
});
