import type { TraceStep } from "./trace-step";

/**
 * What happened to a request, from its headers to its response. It consists of plain values, so it
 * survives `JSON.stringify`. Its steps contain headers, bodies and API keys as they were sent.
 */
export interface RequestTrace extends RequestSummary {
  /** As in the response's header `x-amzn-RequestId` or `Apigw-Requestid`. */
  readonly requestId?: string;
  /** ISO 8601. Undefined for a request that the runner refused, or couldn't parse. */
  readonly startedAt?: string;
  /** In the order in which they happened. Empty if the request didn't get as far as an API. */
  readonly steps: readonly TraceStep[];
}

/** A request and the response that it got, as the log shows it. */
export interface RequestSummary {
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
   * Why the gateway made the response itself, or the error of the AWS service that the integration
   * called; undefined for any other response of an integration. It may quote the client, but never
   * a header's value or an API key.
   */
  readonly reason?: string;
  /** Stack trace: only where the runner itself failed. */
  readonly stack?: string;
}

/** Receives the trace of each request, in the same turn in which its response is sent. */
export type TraceListener = (trace: RequestTrace) => void;
