import { createRequire } from "node:module";
import type * as Cdktf from "cdktf";
import type * as CdktfSynthesizer from "cdktf/lib/synthesize/synthesizer";
import type * as Main from "../../../main";

/**
 * Synthesises the app's stack dev as main.ts does, in a process of its own, and prints how long each
 * step took, as JSON in milliseconds.
 */
export interface ProbeSteps {
  /** Until the first line of this file: Node.js, the loader of TypeScript. */
  readonly start: number;
  /** The app's and CDKTF's modules, the provider's classes. */
  readonly modules: number;
  readonly construct: number;
  /** Without the copies. */
  readonly synth: number;
  /** Copies of the functions' code. */
  readonly copies: number;
}

// With `require`, to time the loading of modules.
const load = createRequire(__filename);

type Synthesizer = typeof CdktfSynthesizer;

function probe(): ProbeSteps {
  const start = performance.now();
  const { App } = load("cdktf") as typeof Cdktf;
  const synthesizer = load("cdktf/lib/synthesize/synthesizer") as Synthesizer;
  const copying = { milliseconds: 0 };
  const { addCustomSynthesis } = synthesizer;
  const timed: typeof addCustomSynthesis = (construct, synthesis) =>
    addCustomSynthesis(construct, {
      onSynthesize(session) {
        const startedAt = performance.now();
        synthesis.onSynthesize(session);
        copying.milliseconds += performance.now() - startedAt;
      },
    });
  Object.assign(synthesizer, { addCustomSynthesis: timed });
  const { SystemsStack } = load("../../../main") as typeof Main;
  const loaded = performance.now();
  const app = new App();
  new SystemsStack(app, "dev");
  const constructed = performance.now();
  app.synth();
  const copies = copying.milliseconds;
  return {
    start,
    modules: loaded - start,
    construct: constructed - loaded,
    synth: performance.now() - constructed - copies,
    copies,
  };
}

process.stdout.write(JSON.stringify(probe()));
