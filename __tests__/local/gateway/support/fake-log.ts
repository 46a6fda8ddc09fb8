import type { GatewayLog, RequestReport } from "../../../../local/gateway/gateway-log";

/** Keeps what gateways report. */
export class FakeLog implements GatewayLog {
  readonly requests: RequestReport[] = [];

  constructor(readonly logsRequests = true) {}

  /** Of the requests, those whose response the gateway made itself. */
  get reports(): RequestReport[] {
    return this.requests.filter(({ reason }) => reason !== undefined);
  }

  report(report: RequestReport): void {
    this.requests.push(report);
  }
}
