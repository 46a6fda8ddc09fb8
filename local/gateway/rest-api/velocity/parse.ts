import { createRequire } from "node:module";
import type { parse as Parse } from "velocityjs";

const load = createRequire(__filename);

/** Velocity's parser, loaded by the first template: most APIs have none, and it is large. */
export function parse(source: string): ReturnType<typeof Parse> {
  return (load("velocityjs") as { parse: typeof Parse }).parse(source);
}
