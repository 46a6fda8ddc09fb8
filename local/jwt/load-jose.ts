import type * as jose from "jose";

/** Only with the first token: it has 83 modules. */
export function loadJose(): typeof jose {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("jose") as typeof jose;
}
