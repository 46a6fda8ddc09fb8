/** A request and the response that it got. */
export interface RequestReport {
  /** Terraform address of the API. */
  readonly api: string;
  /** Name of the API, where it is known. */
  readonly apiName?: string;
  readonly method: string;
  /** As sent: with the stage, without the query. */
  readonly path: string;
  readonly status: number;
  /** From the request's headers to its response. Undefined for a request that can't be parsed. */
  readonly milliseconds?: number;
  /** The route that matched: `GET /pets/{id}`, `$default`. */
  readonly route?: string;
  /** The integration of that route: a function's name, the host of a URL, or `MOCK`. */
  readonly target?: string;
  /**
   * Why the gateway made the response itself; undefined for an integration's response. It may quote
   * the client, but never a header's value or an API key.
   */
  readonly reason?: string;
  /** Stack trace: only where the runner itself failed. */
  readonly stack?: string;
}

/** What a gateway notes about a request on its way, where somebody listens. */
export interface RequestTrace {
  route?: string;
  target?: string;
}

/** Where gateways report requests. */
export interface GatewayLog {
  /** False: only failures of the runner itself are reported, and nothing is traced. */
  readonly logsRequests: boolean;
  report(report: RequestReport): void;
}
