import type { InvocationResult } from "./lambda-service";

/** The reason for a function error. The details are in the function's log lines. */
export function functionFailed({ payload }: InvocationResult): string {
  return `the function failed${errorTypeOf(payload)}: see its log lines`;
}

function errorTypeOf(payload: Buffer): string {
  try {
    const { errorType } = JSON.parse(payload.toString("utf8")) as { errorType?: unknown };
    return typeof errorType === "string" ? ` (${errorType})` : "";
  } catch {
    return "";
  }
}
