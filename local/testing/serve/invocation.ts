import type { InvocableSchedule, InvocationResult } from "../../lambda";
import { findNamed, matching } from "../named-resources";

/** A function has failed: what AWS's Invoke API returns about it. */
export class FunctionError extends Error {
  constructor(
    invocation: string,
    /** The header `X-Amz-Function-Error`. */
    readonly functionError: string,
    /** `{ errorType, errorMessage, … }`, as the runtime has reported it. */
    readonly payload: unknown,
    log: string,
  ) {
    const lines = log === "" ? "" : `\n\nThe end of its log:\n${log}`;
    super(`${invocation}: the function failed: ${JSON.stringify(payload)}${lines}`);
    this.name = "FunctionError";
  }
}

/**
 * What a function has returned.
 * @param invocation for the message: `invoke("Worker")`
 * @throws FunctionError if it has failed
 */
export function returned(invocation: string, result: InvocationResult): unknown {
  const payload = jsonOrText(result.payload.toString("utf8"));
  if (result.functionError !== undefined) {
    throw new FunctionError(invocation, result.functionError, payload, result.logTail());
  }
  return payload;
}

/**
 * The schedule that a test calls by a name.
 * @throws Error that lists the schedules, or the functions of a schedule that invokes several
 */
export function findSchedule(
  name: string,
  schedules: readonly InvocableSchedule[],
): InvocableSchedule {
  const [first, ...others] = matching(name, schedules);
  if (first && others.length > 0 && others.every(({ address }) => address === first.address)) {
    const functions = [first, ...others].map(({ functionArn }) => functionArn);
    throw new Error(
      `invokeSchedule(${JSON.stringify(name)}): the schedule invokes several functions: ` +
        `${functions.join(", ")}; call invoke() for each of them`,
    );
  }
  return findNamed("schedule", name, schedules);
}

/** What a handler streams may be any text. */
function jsonOrText(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
