import { readFileSync } from "node:fs";
import { loadParser } from "../gateway/common/velocity/parse";
import { probeInterpretersEarly } from "../lambda/code/interpreter";
import { startDynaliteEarly } from "../services/dynamodb/dynalite";
import { TABLE_TYPE } from "../services/dynamodb/tables";
// Not the whole of ../terraform: what starts here starts before the runner's modules load.
import { configurationFilesIn } from "../terraform/read/configuration-files";
import { startHclParserEarly } from "../terraform/read/hcl";

/**
 * Does early what most stacks need later, and what the stacks in the folders need as they are now,
 * while something else builds the stack or the runner's modules load.
 * @param providesTables whether the stack's tables are made in the embedded DynamoDB
 */
export function warmUp(folders: readonly string[], providesTables: boolean): void {
  const last = folders.map(lastStack);
  if (last.some(({ hasHcl }) => hasHcl)) {
    startHclParserEarly();
  }
  probeInterpretersEarly(last.flatMap(({ runtimes }) => runtimes));
  if (providesTables && last.some(({ hasTables }) => hasTables)) {
    startDynaliteEarly();
  }
  loadParser();
}

interface LastStack {
  readonly hasHcl: boolean;
  readonly runtimes: readonly string[];
  readonly hasTables: boolean;
}

/** Looked for in the text: a stack that isn't as expected is reported when it is served. */
function lastStack(folder: string): LastStack {
  try {
    const files = configurationFilesIn([folder]);
    const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
    const runtimes = text.matchAll(/\bruntime"?\s*[:=]\s*"([^"]+)"/g);
    return {
      hasHcl: files.some((file) => file.endsWith(".tf")),
      runtimes: [...runtimes].flatMap(([, name = ""]) => name),
      hasTables: text.includes(`"${TABLE_TYPE}"`),
    };
  } catch {
    return { hasHcl: false, runtimes: [], hasTables: false };
  }
}
