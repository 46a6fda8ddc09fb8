import { IntegrationFailure } from "./integration-failure";

/** The reason for a failure. */
export function tookLonger(what: string, milliseconds: number): string {
  return `${what} took longer than ${milliseconds} ms`;
}

/** @throws IntegrationFailure "late" if the result takes longer than the timeout */
export function withinTime<T>(milliseconds: number, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new IntegrationFailure("late", tookLonger("the integration", milliseconds))),
      milliseconds,
    );
    result.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error as Error);
      },
    );
  });
}
