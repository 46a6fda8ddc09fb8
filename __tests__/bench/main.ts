import { parseArgs } from "node:util";
import { benchRunner } from "./runner/bench-runner";
import { Scratch } from "./scratch";
import { benchSynth } from "./synth/bench-synth";

const HELP = `Measures, side by side in one run, what this project is compared with.

Usage: npm run bench [-- options]

Options:
  --only synth|runner  one part
  --quick              short runs, once each: to see that the bench works, not to be quoted
  --help

Everything runs on loopback and in a temporary folder. The figures of a busy machine mean little.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { only, quick } = values;
  if (only !== undefined && only !== "synth" && only !== "runner") {
    throw new Error(`--only is "${only}"; allowed: synth, runner.`);
  }
  const scratch = new Scratch();
  if (only !== "runner") benchSynth(scratch, quick);
  if (only !== "synth") await benchRunner(scratch, quick);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
