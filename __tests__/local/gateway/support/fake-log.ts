import type { GatewayLog } from "../../../../local/gateway/gateway-log";
import type { RequestTrace } from "../../../../local/gateway/trace";

/** Keeps what gateways report. */
export class FakeLog implements GatewayLog {
  readonly requests: RequestTrace[] = [];

  constructor(
    readonly logsRequests = true,
    readonly recordsSteps = false,
  ) {}

  /** Of the requests, those whose response the gateway made itself. */
  get reports(): RequestTrace[] {
    return this.requests.filter(({ reason }) => reason !== undefined);
  }

  report(trace: RequestTrace): void {
    this.requests.push(trace);
  }
}
