import { readFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import type { Build, Pair } from "./apis";
import type { Synthesised } from "./by-hand";

/** What two ways to the same API cost. */
export interface Comparison {
  readonly ours: Cost;
  readonly raw: Cost;
}

export interface Cost {
  /** To construct and to synthesise, the least of several runs. */
  readonly milliseconds: number;
  readonly resources: number;
}

/**
 * Synthesises both in turns. The least time is told: what else runs on the machine, and the first
 * runs of code that isn't compiled yet, only ever add to it.
 */
export function compare({ ours, raw }: Pair, folder: string, rounds: number): Comparison {
  const least = { ours: Infinity, raw: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    least.raw = Math.min(least.raw, milliseconds(raw, folder));
    least.ours = Math.min(least.ours, milliseconds(ours, folder));
  }
  return {
    ours: { milliseconds: least.ours, resources: resources(synthesise(ours, folder)) },
    raw: { milliseconds: least.raw, resources: resources(synthesise(raw, folder)) },
  };
}

/** Writes the app's files, as `cdktf synth` has it do. @returns the stack dev */
export function synthesise(build: Build, folder: string): Synthesised {
  const app = new App({ outdir: folder });
  build(app);
  app.synth();
  const file = path.join(folder, "stacks", "dev", "cdk.tf.json");
  return JSON.parse(readFileSync(file, "utf8")) as Synthesised;
}

function milliseconds(build: Build, folder: string): number {
  const startedAt = performance.now();
  const app = new App({ outdir: folder });
  build(app);
  app.synth();
  return performance.now() - startedAt;
}

function resources({ resource }: Synthesised): number {
  return Object.values(resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
}
