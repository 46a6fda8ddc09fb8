/**
 * Which requests AWS X-Ray traces.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export enum Tracing {
  /** Lambda samples requests itself, and also traces those that the caller sampled. */
  ACTIVE = "Active",
  /** Lambda traces only the requests that the caller sampled. */
  PASS_THROUGH = "PassThrough",
}
