import { matchers } from "./matchers";

declare global {
  // Jest's types can be extended in this way only.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Both parameters must be those of the original.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T> {
      /** Whether a response has a status; a failure shows the steps of the request. */
      toHaveStatus(status: number): R;
    }
  }
}

expect.extend(matchers);
