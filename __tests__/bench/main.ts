import { parseArgs } from "node:util";
import { runCommand, UsageError } from "../../local/cli/command";
import { benchBundle } from "./bundle/bench-bundle";
import { benchEditLoop } from "./edit-loop/bench-edit-loop";
import { benchEvents } from "./events/bench-events";
import { benchGuarded } from "./guarded/bench-guarded";
import { benchPackage } from "./package/bench-package";
import { benchRunner } from "./runner/bench-runner";
import { Scratch } from "./scratch";
import { benchSynth } from "./synth/bench-synth";
import { benchTesting } from "./testing/bench-testing";
import { benchTrace } from "./trace/bench-trace";
import { benchWebSocket } from "./websocket/bench-websocket";

const HELP = `Measures, side by side in one run, what this project is compared with.

Usage: npm run bench [-- options]

Options:
  --only PART  one part: synth, bundle, edit-loop, runner, guarded, events, websocket,
               trace, testing or package
  --quick      short runs, once each: to see that the bench works, not to quote
  --help, --version

Everything runs on loopback and in a temporary folder. The figures of a busy machine mean little.
`;

const PARTS: Readonly<Record<string, (scratch: Scratch, quick: boolean) => void | Promise<void>>> =
  {
    synth: benchSynth,
    bundle: benchBundle,
    "edit-loop": benchEditLoop,
    runner: benchRunner,
    guarded: benchGuarded,
    events: benchEvents,
    websocket: benchWebSocket,
    trace: benchTrace,
    testing: benchTesting,
    package: benchPackage,
  };

runCommand({
  help: HELP,
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
    });
    const { only, quick } = values;
    if (only !== undefined && !(only in PARTS)) {
      throw new UsageError(`--only is "${only}"; allowed: ${Object.keys(PARTS).join(", ")}.`);
    }
    const scratch = new Scratch();
    try {
      for (const [name, measure] of Object.entries(PARTS)) {
        if (only === undefined || only === name) {
          await measure(scratch, quick);
        }
      }
    } finally {
      scratch.clear();
    }
    return 0;
  },
});
