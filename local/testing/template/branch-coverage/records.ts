import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { OBSERVATION, type TemplateObserver } from "../../../gateway/common/velocity/observer";

/** The folder into which test processes write, set by the reporter. */
export const FOLDER_VARIABLE = "TEMPLATE_COVERAGE_FOLDER";

/** The offsets of the branches that ran, by the key of a template. */
export type RanBranches = ReadonlyMap<string, ReadonlySet<number>>;

/** A template is known by its text: a synthesised stack doesn't name the file. */
export function templateKey(source: string): string {
  return createHash("sha256").update(source).digest("hex");
}

const RECORD = /^([0-9a-f]+) (\d*)$/;
const NAME = `${randomUUID()}.txt`;
const written = new Set<string>();

/** Records the branches that run; undefined where nothing collects them. */
export function branchRecorder(source: string): TemplateObserver | undefined {
  const folder = process.env[FOLDER_VARIABLE];
  if (folder === undefined) {
    return undefined;
  }
  const key = templateKey(source);
  record(folder, `${key} `);
  return { onBranch: ({ at }) => record(folder, `${key} ${at}`) };
}

/** Records the branches that requests run, in all stacks that are served from now on. */
export function recordServedTemplates(): void {
  OBSERVATION.observe = branchRecorder;
}

/** Each once: a template can be rendered often. */
function record(folder: string, line: string): void {
  const file = path.join(folder, NAME);
  if (!written.has(file + line)) {
    written.add(file + line);
    appendFileSync(file, `${line}\n`);
  }
}

/** What all test processes have written into the folder. */
export function readRecords(folder: string): RanBranches {
  const ran = new Map<string, Set<number>>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(path.join(folder, name), "utf8").split("\n")) {
      const [, key, at] = RECORD.exec(line) ?? [];
      if (key !== undefined) {
        const offsets = ran.get(key) ?? new Set();
        ran.set(key, at ? offsets.add(Number(at)) : offsets);
      }
    }
  }
  return ran;
}
