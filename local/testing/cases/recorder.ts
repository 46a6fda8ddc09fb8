import { caseRequest, caseResponse, writeCases, type Case } from "./cases";
import type { FetchOptions } from "../serve/request";
import type { ReceivedResponse } from "../serve/send";

/** Collects requests and their responses for a file. */
export class Recorder {
  private readonly cases: (Omit<Case, "response"> & Partial<Case>)[] = [];

  /** @param file undefined: nothing is recorded */
  constructor(private readonly file: string | undefined) {}

  /** @returns what to call with the response. The order of requests is that in the file */
  request(route: string, options: FetchOptions): (response: ReceivedResponse) => void {
    if (this.file === undefined) {
      return () => undefined;
    }
    const at = this.cases.push({ request: caseRequest(route, options) }) - 1;
    return (response) => {
      this.cases[at] = { request: caseRequest(route, options), response: caseResponse(response) };
    };
  }

  /** Writes the file. Requests without a response are left out. */
  write(): void {
    if (this.file !== undefined) {
      const complete = this.cases.filter((one): one is Case => one.response !== undefined);
      writeCases(this.file, complete);
    }
  }
}
