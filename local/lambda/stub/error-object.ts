import { types } from "node:util";

/** An error as Lambda's Node.js runtime returns it. */
export interface ErrorObject {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** @param thrown anything: a handler may throw a text, too */
export function errorObject(thrown: unknown): ErrorObject {
  // Not instanceof: errors of Node.js itself are of another realm in jest.
  if (types.isNativeError(thrown)) {
    const { name, message, stack = "" } = thrown;
    return { errorType: name, errorMessage: message, trace: stack.split("\n") };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}
