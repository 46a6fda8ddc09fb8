import { unresolved } from "../../../parity";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { StackError } from "../../../terraform/stack-error";
import type { HttpResponse } from "../http/http-message";

/** Something that the runner can't serve as AWS would. The message starts with the address. */
export class UnservableError extends Error {}

/** A request that the runner can't respond to as AWS would. */
export class UnservableRequestError extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Why requests that need it get 501: the reason for which `find` finds nothing. */
export function whyMissing(find: () => unknown): string | undefined {
  try {
    find();
    return undefined;
  } catch (error) {
    if (error instanceof UnservableRequestError) {
      return error.reason;
    }
    throw error;
  }
}

/** The result of reading something, or why it can't be served: a line for each problem. */
export type Servable<T> =
  | { readonly value: T; readonly unservable?: undefined }
  | { readonly value?: undefined; readonly unservable: string };

/**
 * Keeps what can't be served apart from faults of the runner itself, which are thrown on.
 * @param from what is read: after a problem, its other unresolved attributes are listed too
 */
export function servable<T>(
  read: () => T,
  from: () => readonly ResolvedResource[] = () => [],
): Servable<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof UnservableError || error instanceof StackError) {
      const problems = [...error.message.split("\n"), ...from().flatMap(unresolved)];
      return { unservable: [...new Set(problems)].join("\n") };
    }
    throw error;
  }
}

/** The response for what can't be served. AWS never sends it. */
export function notServed(problems: string): HttpResponse {
  const reason = problems.split("\n").join("; ");
  return {
    status: 501,
    headers: [["Content-Type", "application/json"]],
    body: JSON.stringify({ message: `Not served by the local runner: ${reason}` }),
    reason,
  };
}
