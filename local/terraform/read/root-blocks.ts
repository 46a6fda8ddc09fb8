import { nearest } from "../nearest";
import type { Value } from "../resolved-stack";
import { mapAll, StackError } from "../stack-error";
import type { Block } from "./block";

/** The types of blocks in a file, and the labels of each. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  action: ["type", "name"],
  check: ["name"],
  data: ["type", "name"],
  ephemeral: ["type", "name"],
  import: [],
  locals: [],
  module: ["name"],
  moved: [],
  output: ["name"],
  provider: ["name"],
  removed: [],
  resource: ["type", "name"],
  terraform: [],
  variable: ["name"],
};

/** A file, and what it contains. */
interface ReadFile {
  readonly file: string;
  readonly text: string;
  readonly root: Block;
}

/**
 * Refuses what Terraform doesn't expect at the top level of a file.
 * @throws StackError with a line for each of them: file, line and problem
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function checkRootBlocks(found: ReadFile): void {
  const isJson = found.file.endsWith(".json");
  // In JSON, "//" is a comment.
  const types = Object.entries(found.root).filter(([type]) => !(isJson && type === "//"));
  mapAll(types, ([type, value]) => {
    const labels = Object.hasOwn(LABELS, type) ? LABELS[type] : undefined;
    if (labels === undefined) {
      throw problem(found, type, `Terraform has no block or argument ${type} here${like(type)}`);
    }
    // In JSON, labels are properties like arguments, and may be in lists.
    if (!isJson && !depths(value).every((depth) => depth === labels.length)) {
      const rule = labels.length === 0 ? "no labels" : `as labels: ${labels.join(", ")}`;
      throw problem(found, type, `a block of type ${type} must have ${rule}`);
    }
  });
}

/** How many labels blocks have: their bodies are in lists. */
function depths(value: Value): number[] {
  if (typeof value !== "object" || value === null) {
    return [-1];
  }
  return Array.isArray(value)
    ? [0]
    : Object.values(value).flatMap((inner) => depths(inner).map((depth) => depth + 1));
}

function like(type: string): string {
  const other = nearest(type, Object.keys(LABELS));
  return other === undefined ? "" : `; did you mean ${other}?`;
}

/** With the line of the first block of the type. */
function problem({ file, text }: ReadFile, type: string, what: string): StackError {
  const name = type.replace(/\W/g, "\\$&");
  const at = text.search(new RegExp(`(?<=^[^\\S\\n]*"?)${name}(?!\\w)`, "m"));
  const line = at < 0 ? "" : `:${text.slice(0, at).split("\n").length}`;
  return new StackError(`${file}${line}: ${what}`);
}
