import { createRequire } from "node:module";
import type { parse as Parse } from "velocityjs";
import { locate } from "./locate";
import type { Node } from "./syntax";

const load = createRequire(__filename);

/** The parser is large, and most APIs have no templates. */
export function loadParser(): { readonly parse: typeof Parse } {
  return load("velocityjs") as { parse: typeof Parse };
}

/**
 * Loads the parser for the first template.
 * @param offsetIn - the offset in the template of an offset in the source, if it is a part of it
 */
export function parse(source: string, offsetIn = (offset: number): number => offset): Node[] {
  return locate(source, loadParser().parse(source), offsetIn);
}
