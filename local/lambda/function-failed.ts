import type { InvocationResult } from "./lambda-service";

/** The reason for a function error. The details are in the function's log lines. */
export function functionFailed({ payload, report }: InvocationResult): string {
  const why = report?.isOverMemory
    ? `it went over its ${report.memoryMegabytes} MB of memory`
    : "see its log lines";
  return `the function failed${errorTypeOf(payload)}: ${why}`;
}

function errorTypeOf(payload: Buffer): string {
  try {
    const { errorType } = JSON.parse(payload.toString("utf8")) as { errorType?: unknown };
    return typeof errorType === "string" ? ` (${errorType})` : "";
  } catch {
    return "";
  }
}
