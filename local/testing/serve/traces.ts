import type { RequestTrace } from "../../gateway/trace";
import type { RequestToSend } from "./request";
import type { ReceivedResponse } from "./send";

/** Requests of other clients that are remembered: nobody fetches their traces. */
const MOST_UNCLAIMED = 1_000;

/** The traces of requests whose responses have been sent. */
export class Traces {
  private readonly unclaimed: RequestTrace[] = [];

  add(trace: RequestTrace): void {
    this.unclaimed.push(trace);
    if (this.unclaimed.length > MOST_UNCLAIMED) {
      this.unclaimed.shift();
    }
  }

  /**
   * The trace of a request: that with the request ID of its response. A few responses have none;
   * their traces are found by what was sent.
   */
  claim(base: string, sent: RequestToSend, { status, headers }: ReceivedResponse): RequestTrace {
    const id = headers.get("apigw-requestid") ?? headers.get("x-amzn-requestid");
    const path = `${new URL(base).pathname}${sent.path}`.replace(/^\/\//, "/").split("?", 1)[0];
    const at = this.unclaimed.findIndex((trace) =>
      id === null || trace.requestId === undefined
        ? trace.method === sent.method && trace.path === path && trace.status === status
        : trace.requestId === id,
    );
    const [trace] = at < 0 ? [] : this.unclaimed.splice(at, 1);
    if (!trace) {
      throw new Error(`${sent.method} ${path}: the runner has no trace of it. This is a bug.`);
    }
    return trace;
  }
}
