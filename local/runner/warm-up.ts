import { readFileSync } from "node:fs";
import path from "node:path";
import { loadParser } from "../gateway/common/velocity/parse";
import { probeInterpretersEarly } from "../lambda/code/interpreter";
import { startDynaliteEarly } from "../services/dynamodb/dynalite";
import { TABLE_TYPE } from "../services/dynamodb/tables";
import { STACK_FILE } from "../terraform/stack-file";

/**
 * Does early what most stacks need later, and what the stacks in the folders needed last time,
 * while something else builds the stack.
 * @param providesTables whether the stack's tables are made in the embedded DynamoDB
 */
export function warmUp(folders: readonly string[], providesTables: boolean): void {
  const last = folders.map(lastStack);
  probeInterpretersEarly(last.flatMap(({ runtimes }) => runtimes));
  if (providesTables && last.some(({ hasTables }) => hasTables)) {
    startDynaliteEarly();
  }
  loadParser();
}

interface LastStack {
  readonly runtimes: readonly string[];
  readonly hasTables: boolean;
}

/** Looked for in the text: a stack that isn't as expected is reported when it is served. */
function lastStack(folder: string): LastStack {
  try {
    const text = readFileSync(path.join(folder, STACK_FILE), "utf8");
    const runtimes = [...text.matchAll(/"runtime": "([^"]+)"/g)].flatMap(([, name = ""]) => name);
    return { runtimes, hasTables: text.includes(`"${TABLE_TYPE}"`) };
  } catch {
    return { runtimes: [], hasTables: false };
  }
}
