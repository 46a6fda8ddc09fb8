import { StackError } from "../../terraform/stack-error";
import type { HttpResponse } from "./http-message";

/** Something that the runner can't serve as AWS would. The message starts with the address. */
export class UnservableError extends Error {}

/** The result of reading something, or why it can't be served. */
export type Servable<T> =
  | { readonly value: T; readonly unservable?: undefined }
  | { readonly value?: undefined; readonly unservable: string };

/** Keeps what can't be served apart from faults of the runner itself, which are thrown on. */
export function servable<T>(read: () => T): Servable<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof UnservableError || error instanceof StackError) {
      return { unservable: error.message };
    }
    throw error;
  }
}

/** The response for what can't be served. AWS never sends it. */
export function notServed(reason: string): HttpResponse {
  return {
    status: 501,
    headers: [["Content-Type", "application/json"]],
    body: JSON.stringify({ message: `Not served by the local runner: ${reason}` }),
    reason,
  };
}
