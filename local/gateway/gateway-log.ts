/** A response that a gateway made by itself instead of passing on an integration's, and why. */
export interface GatewayReport {
  /** Terraform address of the API. */
  readonly api: string;
  readonly method: string;
  /** As sent: with the stage, without the query. */
  readonly path: string;
  readonly status: number;
  /** In words. It may quote the client, but never a header's value or an API key. */
  readonly reason: string;
  /** Stack trace: only where the runner itself failed. */
  readonly stack?: string;
}

/** Where gateways report the responses that they make by themselves. */
export interface GatewayLog {
  report(report: GatewayReport): void;
}
