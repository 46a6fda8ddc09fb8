import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The part of CDKTF's manifest.json that holds the warnings. */
interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly annotations: readonly Annotation[] }>>;
}

interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
}

const WARNING = "@cdktf/warn";

/**
 * The warnings that constructs of a stack have added by `Annotations.of(construct).addWarning()`.
 * @param output folder that the app was synthesised to
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/aspects#validations
 */
export function synthWarnings(output: string, stack: string): string[] {
  const file = path.join(output, "manifest.json");
  // An app can write the stack without CDKTF.
  if (!existsSync(file)) {
    return [];
  }
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const annotations = manifest.stacks[stack]?.annotations ?? [];
  return annotations
    .filter(({ level }) => level === WARNING)
    .map(({ constructPath, message }) => `${constructPath}: ${message}`);
}
