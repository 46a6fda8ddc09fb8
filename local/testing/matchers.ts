import type { RequestTrace } from "../gateway/trace";
import { traceText } from "../log/trace-text";

/** What a matcher reports, in jest and in vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** For `expect.extend(matchers)`. */
export const matchers = { toHaveStatus };

/**
 * Whether a response has a status. A failure shows the body and, for a response of the local runner,
 * what happened on the way to it.
 */
function toHaveStatus(received: unknown, status: number): MatcherResult {
  if (!(received instanceof Response)) {
    throw new TypeError(
      `toHaveStatus() takes the response of api.fetch(), not ${String(received)}`,
    );
  }
  const { trace } = received as { trace?: RequestTrace };
  const pass = received.status === status;
  return {
    pass,
    message: () =>
      [
        `Expected status: ${pass ? "not " : ""}${status}`,
        `Received status: ${received.status}`,
        "",
        trace ? traceText(trace) : "There is no trace: the response isn't the local runner's.",
      ].join("\n"),
  };
}
