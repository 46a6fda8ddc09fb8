import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { STACK_FILE } from "../terraform";

/** A CDKTF stack: a `TerraformStack`, as far as it is synthesised here. */
export interface Stack {
  readonly synthesizer: { synthesize(session: object): void };
}

/** The folder of a synthesised stack. */
export interface StackFolder {
  readonly path: string;
  /** Removes the folder if it was synthesised for the test. */
  remove(): void;
}

/**
 * Synthesises a stack into a temporary folder, with its validations; a folder is taken as it is.
 * @throws Error if the stack is invalid
 */
export function stackFolder(stack: Stack | string): StackFolder {
  if (typeof stack === "string") {
    return { path: stack, remove: () => undefined };
  }
  const outdir = mkdtempSync(path.join(tmpdir(), "local-testing-"));
  const remove = (): void => rmSync(outdir, { recursive: true, force: true });
  try {
    stack.synthesizer.synthesize({ outdir, manifest: manifestOf(outdir) });
  } catch (error) {
    remove();
    throw error;
  }
  return { path: path.join(outdir, FOLDER), remove };
}

const FOLDER = "stack";

/** What a synthesis asks of CDKTF's manifest. The app's own would write into its output folder. */
function manifestOf(outdir: string): object {
  const stack = {
    workingDirectory: FOLDER,
    synthesizedStackPath: `${FOLDER}/${STACK_FILE}`,
    annotations: [],
  };
  return { outdir, forStack: () => stack };
}
