/**
 * Which requests AWS X-Ray traces.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export enum Tracing {
  /** Lambda samples requests, and traces those that upstream has sampled. */
  ACTIVE = "Active",
  /** Lambda traces only what upstream has sampled. */
  PASS_THROUGH = "PassThrough",
}
