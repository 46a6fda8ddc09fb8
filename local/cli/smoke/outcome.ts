import type { Values } from "./placeholders";

/** How a check ended. */
export interface Outcome {
  readonly passed: boolean;
  /** What was done, and what is wrong with the result. */
  readonly text: string;
  /** Whether a new deployment can fail like this at first. */
  readonly mayPass: boolean;
}

/** What a check of an API needs. */
export interface CheckContext {
  /** URL of the API, without a slash at its end. */
  readonly url: string;
  readonly values: Values;
  readonly token: string | undefined;
  /** Seconds that a response may take. */
  readonly timeout: number;
}

/** A new endpoint (403) or a new role (500) isn't known everywhere yet. */
export function isOfNewDeployment(status: number): boolean {
  return status === 403 || status >= 500;
}

export function authorization(sends: boolean | undefined, token: string | undefined): object {
  return sends ? { authorization: `Bearer ${token}` } : {};
}

/** The reason is the cause of what fetch throws; that of several addresses has only a code. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Partial<Error>;
  const reason = cause as Partial<NodeJS.ErrnoException> | undefined;
  return reason?.message || reason?.code || message || String(error);
}
