/** A response of the gateway itself instead of an integration's, and the reason. */
export interface GatewayReport {
  /** Terraform address of the API. */
  readonly api: string;
  readonly method: string;
  /** As sent: with the stage, without the query. */
  readonly path: string;
  readonly status: number;
  /** Text for the developer. It may quote the client, but never the value of a header or an API key. */
  readonly reason: string;
  /** Stack trace, only for an error of the runner itself. */
  readonly stack?: string;
}

/** Receives a report for each response of a gateway itself. */
export interface GatewayLog {
  report(report: GatewayReport): void;
}
