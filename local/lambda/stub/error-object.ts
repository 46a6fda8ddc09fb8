import { types } from "node:util";

/** An error as Lambda's Node.js runtime returns it. */
export interface ErrorObject {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** Lambda's own text. */
const UNREADABLE =
  "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";

/** @param thrown anything: a handler may throw a text, too */
export function errorObject(thrown: unknown): ErrorObject {
  try {
    // Not instanceof: errors of Node.js itself are of another realm in jest.
    if (types.isNativeError(thrown)) {
      const { name, message, stack = "" } = thrown;
      return { errorType: `${name}`, errorMessage: `${message}`, trace: stack.split("\n") };
    }
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  } catch {
    return { errorType: "handled", errorMessage: UNREADABLE, trace: [] };
  }
}
