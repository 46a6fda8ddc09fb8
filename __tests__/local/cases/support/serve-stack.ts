import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { Runner } from "../../../../local/runner/runner";
import type { StackFiles } from "./stack-builder";

/** Where the one stage of a stack is served. */
export interface ServedStack {
  readonly folder: string;
  /** Without the stage's path. */
  readonly url: string;
  readonly stagePath: string;
}

export const SILENT = new Writable({ write: (_chunk, _encoding, written) => written() });

/** Writes the stack into a folder of its own and serves it as `npm run local` does. */
export async function withServedStack<T>(
  files: StackFiles,
  use: (stack: ServedStack) => Promise<T>,
): Promise<T> {
  const folder = stackFolder(files);
  try {
    return await serve(folder, use);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a stack into a new folder. */
export function stackFolder({ terraform, files }: StackFiles): string {
  const folder = mkdtempSync(path.join(tmpdir(), "case-"));
  for (const [name, content] of [...files, ["cdk.tf.json", JSON.stringify(terraform)] as const]) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

async function serve<T>(folder: string, use: (stack: ServedStack) => Promise<T>): Promise<T> {
  const runner = await Runner.start(folder, { port: 0, log: SILENT });
  try {
    const [endpoint] = runner.endpoints;
    if (!endpoint) {
      throw new Error("The case has no stage.");
    }
    const { url, stage } = endpoint;
    return await use({ folder, url: new URL(url).origin, stagePath: stage.path });
  } finally {
    await runner.close();
  }
}
