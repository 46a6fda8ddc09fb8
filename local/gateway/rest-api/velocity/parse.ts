import { createRequire } from "node:module";
import type { parse as Parse } from "velocityjs";

const load = createRequire(__filename);

/** Loads the parser for the first template: it is large, and most APIs have no templates. */
export function parse(source: string): ReturnType<typeof Parse> {
  return (load("velocityjs") as { parse: typeof Parse }).parse(source);
}
