import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { EnvironmentStack, lambda } from "../../../constructs";
import { SavedCode } from "../../../local/cli/bundles/saved-code";
import { writeFileIn } from "../../support/write-file";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { printTable, whole } from "../table";

const QUICK = 1;
const THOROUGH = 7;
const FUNCTIONS = 20;
const NOTES = "lambda-src/notes/index.ts";

interface Row {
  readonly what: string;
  readonly milliseconds: number;
  readonly aim: number;
}

/** Measures how long the synthesis of bundled functions takes, and their bundling after a save. */
export async function benchBundle(scratch: Scratch, quick: boolean): Promise<void> {
  const rounds = quick ? QUICK : THOROUGH;
  const out = path.join(scratch.folder, "bundles.out");
  const before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = out;
  try {
    const many = writeHandlers(scratch.folder);
    const rows = [
      ...synthRows("notes", [NOTES], out, rounds, [1000, 200]),
      ...synthRows(`${FUNCTIONS} functions with zod`, many, out, rounds, [3000, 500]),
      ...(await savedRows(many[0] ?? "", out, rounds)),
    ];
    print(rows);
  } finally {
    process.env.CDKTF_OUTDIR = before;
    if (before === undefined) {
      delete process.env.CDKTF_OUTDIR;
    }
  }
}

/** Handlers that each bundle a package of about 100 files. @returns their paths from the root */
function writeHandlers(folder: string): string[] {
  const zod = path.resolve("node_modules/zod/index.js");
  return Array.from({ length: FUNCTIONS }, (_, index) => {
    const code = `import { z } from ${JSON.stringify(zod)};
const Event = z.object({ name: z.string() });
export async function handler(event: unknown): Promise<string> {
  return Event.parse(event).name + ${index};
}
`;
    return path.relative("", writeFileIn(folder, `handlers/f${index}/index.ts`, code));
  });
}

function synthRows(
  what: string,
  entries: readonly string[],
  out: string,
  rounds: number,
  [coldAim, cachedAim]: readonly [cold: number, cached: number],
): Row[] {
  const cold: number[] = [];
  const cached: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    cold.push(synth(entries));
    cached.push(synth(entries));
  }
  return [
    { what: `synth of ${what}, cold`, milliseconds: median(cold), aim: coldAim },
    { what: `synth of ${what}, cached`, milliseconds: median(cached), aim: cachedAim },
  ];
}

function synth(entries: readonly string[]): number {
  const begun = performance.now();
  const app = new App();
  const stack = new EnvironmentStack(app, "dev", { app: "bench", region: "us-east-1" });
  for (const [index, entry] of entries.entries()) {
    new lambda.NodejsFunction(stack, `Fn${index}`, { entry });
  }
  app.synth();
  return performance.now() - begun;
}

/** From a saved file to the new bundle, as the runner's `--watch` makes it before it serves it. */
async function savedRows(entry: string, out: string, rounds: number): Promise<Row[]> {
  const stack = path.join(out, "stacks/dev");
  const code = { codeCopies: [], codeBundles: [bundleOf(stack)] };
  const file = path.resolve(entry);
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const savedCode = new SavedCode(".");
    await savedCode.prepare(code);
    for (const times of [first, later]) {
      appendFileSync(file, "// saved\n");
      const begun = performance.now();
      await savedCode.takeOver({ files: [file], added: new Set() }, code);
      times.push(performance.now() - begun);
    }
    await savedCode.close();
  }
  return [
    { what: "first save of a file with zod: bundled again", milliseconds: median(first), aim: 200 },
    { what: "next save of it", milliseconds: median(later), aim: 200 },
  ];
}

/** The bundle of the first function. */
function bundleOf(stack: string) {
  const json = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8")) as {
    data: { archive_file: Record<string, { source_dir: string; "//": { bundle_file: string } }> };
  };
  const first = Object.entries(json.data.archive_file).find(([name]) => name.startsWith("Fn0_"));
  const { source_dir = "", "//": comment } = first?.[1] ?? {};
  return { path: path.join(stack, source_dir), file: path.join(stack, comment?.bundle_file ?? "") };
}

function print(rows: readonly Row[]): void {
  printTable(
    "Bundling in ms: to construct and synthesise, and after a save",
    ["", "ours", "aim", ""],
    rows.map(({ what, milliseconds, aim }) => [
      what,
      whole(milliseconds),
      whole(aim),
      milliseconds <= aim ? "met" : "missed",
    ]),
  );
}
