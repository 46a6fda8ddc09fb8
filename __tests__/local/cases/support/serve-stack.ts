import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../../local/runner/runner";
import { writeFileIn } from "../../../support/write-file";
import { SILENT } from "../../support/log-destination";
import type { StackFiles } from "./stack-builder";

/** Where the one stage of a stack is served. */
export interface ServedStack {
  readonly folder: string;
  /** Without the stage's path. */
  readonly url: string;
  readonly stagePath: string;
}

/** Writes the stack into a folder of its own and serves it as `npm run serve` does. */
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
    writeFileIn(folder, name, content);
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
