import type { IConstruct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkLength, checkRange } from "../core/checks";
import type { Duration } from "../core/duration";
import { escaped } from "../core/literal";
import type { Kinds } from "../core/props";
import { boolean, checkedElsewhere, listOf, number, object } from "../core/props";
import { refuse } from "../core/refusal";

/** Options of every source that Lambda reads in batches. */
export interface PollingOptions {
  /**
   * Maximum number of records per invocation: 1 to 10,000, or 10 for a FIFO queue. More than 10
   * messages of a queue need a `maxBatchingWindow`.
   * @default 10 for queues, 100 for streams
   */
  readonly batchSize?: number;
  /**
   * How long Lambda waits for more records before it invokes the function: whole seconds, up to 300.
   * @default none: it invokes as soon as there are records
   */
  readonly maxBatchingWindow?: Duration;
  /**
   * Whether the function returns the records that it couldn't process (`batchItemFailures`), and only
   * these are retried.
   * @default false: if the function fails, the whole batch is retried
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
   */
  readonly reportBatchItemFailures?: boolean;
  /**
   * Event patterns, up to 10. The function gets the records that match one of them.
   * @default every record
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
   */
  readonly filters?: readonly object[];
  /**
   * Whether the source invokes the function.
   * @default true
   */
  readonly enabled?: boolean;
}

/** The types of the options. */
export const POLLING_KINDS: Kinds<PollingOptions> = {
  batchSize: number,
  maxBatchingWindow: checkedElsewhere,
  reportBatchItemFailures: boolean,
  filters: listOf(object),
  enabled: boolean,
};

const MAX_FILTERS = 10;
const MAX_FILTER_LENGTH = 4096;

/** @throws if AWS would refuse an option */
export function checkPolling(scope: IConstruct, options: PollingOptions): void {
  const { batchSize, maxBatchingWindow, filters } = options;
  checkRange(scope, "batchSize", batchSize, { min: 1, max: 10_000, unit: "records" });
  checkDuration(scope, "maxBatchingWindow", maxBatchingWindow, {
    min: 0,
    max: 300,
    unit: "seconds",
  });
  if (filters !== undefined && (filters.length === 0 || filters.length > MAX_FILTERS)) {
    refuse(scope, {
      what: "filters",
      value: filters,
      allowed: `1 to ${MAX_FILTERS} event patterns`,
      fix: "Combine patterns, or leave filters out to get every record.",
    });
  }
  for (const filter of filters ?? []) {
    checkLength(scope, "filter", JSON.stringify(filter), { max: MAX_FILTER_LENGTH });
  }
}

/** The options as attributes of `aws_lambda_event_source_mapping`. */
export function pollingAttributes(options: PollingOptions) {
  const { batchSize, maxBatchingWindow, reportBatchItemFailures, filters, enabled } = options;
  return {
    batchSize,
    maximumBatchingWindowInSeconds: maxBatchingWindow?.in("seconds"),
    functionResponseTypes: reportBatchItemFailures ? ["ReportBatchItemFailures"] : undefined,
    filterCriteria: filters && {
      filter: filters.map((pattern) => ({ pattern: escaped(JSON.stringify(pattern)) })),
    },
    enabled: enabled ?? true,
  };
}
