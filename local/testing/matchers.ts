import type { RequestTrace } from "../gateway/trace";
import { traceText } from "../log/trace-text";
import type { MatcherResult } from "./matcher-result";
import { stackMatchers } from "./stack/matchers";

/** For `expect.extend(matchers)`. */
export const matchers = { toHaveStatus, ...stackMatchers };

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
