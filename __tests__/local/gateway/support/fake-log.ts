import type { GatewayLog, GatewayReport } from "../../../../local/gateway/gateway-log";

/** Keeps what gateways report. */
export class FakeLog implements GatewayLog {
  readonly reports: GatewayReport[] = [];

  report(report: GatewayReport): void {
    this.reports.push(report);
  }
}
