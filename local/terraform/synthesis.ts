import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { STACK_FILE } from "./stack-file";

/** A synthesised stack: its name and its folder. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
}

/** Stacks that were synthesised together, or a single one. */
export interface Synthesis {
  readonly stacks: readonly StackFolder[];
  /** The folder is a stack's own, so its name isn't compared. */
  readonly isSingle: boolean;
}

/** The settings of a project whose app is synthesised. */
export const CDKTF_SETTINGS = "cdktf.json";

const MANIFEST = "manifest.json";
const TERRAFORM_FILE = /\.tf(\.json)?$/;

/** Whether a file of this name is a part of Terraform's configuration. */
export function isTerraformFile(name: string): boolean {
  return TERRAFORM_FILE.test(name);
}

/** The stacks of a cdktf.out or a stack's own folder, or the stack of a folder of Terraform files. */
export function stacksIn(folder: string): Synthesis | undefined {
  const synthesis = synthesisIn(folder);
  if (synthesis || !existsSync(folder) || !readdirSync(folder).some(isTerraformFile)) {
    return synthesis;
  }
  return single(folder);
}

/**
 * The stacks of a folder: a cdktf.out, or a stack's own folder. Undefined if it is neither.
 * @throws Error if the manifest of a cdktf.out can't be read
 */
export function synthesisIn(folder: string): Synthesis | undefined {
  if (existsSync(path.join(folder, STACK_FILE))) {
    return single(folder);
  }
  const manifest = path.join(folder, MANIFEST);
  if (!existsSync(manifest)) {
    return undefined;
  }
  return { stacks: stacksOf(manifest), isSingle: false };
}

function single(folder: string): Synthesis {
  return { stacks: [{ name: path.basename(path.resolve(folder)), folder }], isSingle: true };
}

function stacksOf(manifest: string): StackFolder[] {
  try {
    const { stacks } = JSON.parse(readFileSync(manifest, "utf8")) as {
      stacks: Record<string, { workingDirectory: string }>;
    };
    return Object.entries(stacks).map(([name, { workingDirectory }]) => ({
      name,
      folder: path.join(path.dirname(manifest), workingDirectory),
    }));
  } catch (error) {
    throw new Error(
      `${manifest} is not the manifest of a synthesis (${(error as Error).message}). Run "npx cdktf synth" again.`,
      { cause: error },
    );
  }
}
