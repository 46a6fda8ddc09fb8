import { createRequire } from "node:module";
import type { parse as Parse } from "velocityjs";
import { locate } from "./locate";
import type { Node } from "./syntax";

const load = createRequire(__filename);

/**
 * Loads the parser for the first template: it is large, and most APIs have no templates.
 * @param offsetIn - the offset in the template of an offset in the source, if it is a part of it
 */
export function parse(source: string, offsetIn = (offset: number): number => offset): Node[] {
  const velocity = load("velocityjs") as { parse: typeof Parse };
  return locate(source, velocity.parse(source), offsetIn);
}
