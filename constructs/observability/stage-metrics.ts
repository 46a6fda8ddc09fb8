import type { Line } from "./widgets";

/** What CloudWatch has about a stage, in the namespace `AWS/ApiGateway`. */
export interface StageMetrics {
  readonly dimensions: Readonly<Record<string, string>>;
  /** Their sum is the number of requests. */
  readonly requests: readonly Line[];
  /** Their sum is the number of requests that fail by the client's fault. */
  readonly clientErrors: readonly string[];
  /** Their sum is the number of requests that fail by the API's fault. */
  readonly serverErrors: readonly string[];
  /** Whether there is a metric of the time of a whole request. */
  readonly hasLatency: boolean;
}

/** The metrics of HTTP and REST APIs, which name errors differently. */
export function metricsOfHttp(
  dimensions: StageMetrics["dimensions"],
  clientErrors: string,
  serverErrors: string,
): StageMetrics {
  return {
    dimensions,
    requests: [{ metricName: "Count", stat: "SampleCount" }],
    clientErrors: [clientErrors],
    serverErrors: [serverErrors],
    hasLatency: true,
  };
}
