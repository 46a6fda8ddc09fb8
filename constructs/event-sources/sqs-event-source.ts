import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkRange } from "../core/checks";
import { isKnown } from "../core/known";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, number, required } from "../core/props";
import { resourceKind } from "../core/resource-kind";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import type { EventSourceTarget, IEventSource } from "../lambda";
import { keyStatements, READ_WITH_KEY } from "./encryption";
import { mapSource } from "./mapping";
import type { PollingOptions } from "./polling-options";
import { checkPolling, POLLING_KINDS, pollingAttributes } from "./polling-options";

/** A queue, e.g. the provider's `SqsQueue`. */
export interface PolledQueue extends IConstruct {
  readonly arn: string;
  /** Seconds. @default 30 */
  readonly visibilityTimeoutSecondsInput?: number;
  /** @default false */
  readonly fifoQueueInput?: unknown;
  /** ID, ARN or alias of the KMS key. @default encrypted with SQS's own key */
  readonly kmsMasterKeyIdInput?: string;
}

/** Options of `SqsEventSource`. */
export interface SqsEventSourceOptions extends PollingOptions {
  /**
   * Maximum number of concurrent invocations by the queue: 2 to 1,000.
   * @default up to the function's concurrency
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;
}

const KINDS: Kinds<SqsEventSourceOptions> = { ...POLLING_KINDS, maxConcurrency: number };
const QUEUE = required(resourceKind("queue", "arn", "node"));

const DEFAULT_VISIBILITY_SECONDS = 30;
/** The multiple of the function's timeout that AWS recommends: throttled batches are retried. */
const RECOMMENDED_FACTOR = 6;
/** Without a batching window, and always for FIFO queues. */
const MAX_MESSAGES = 10;

/**
 * Invokes a function with the messages of an SQS queue. Messages of a failed invocation reappear after
 * the queue's visibility timeout; give the queue a dead-letter queue (`redrivePolicy`), or they are
 * retried until they expire. The function's role may decrypt a queue that is encrypted with your own
 * key.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export class SqsEventSource implements IEventSource {
  constructor(
    private readonly queue: PolledQueue,
    private readonly options: SqsEventSourceOptions = {},
  ) {}

  /**
   * @throws if AWS would refuse an option, or the queue's visibility timeout is shorter than the
   * function's timeout
   */
  bind(fn: EventSourceTarget): void {
    const { queue, options } = this;
    checkKind(fn, "queue", queue, QUEUE);
    checkProps(fn, options, KINDS);
    checkPolling(fn, options);
    checkBatches(fn, queue, options);
    checkRange(fn, "maxConcurrency", options.maxConcurrency, {
      min: 2,
      max: 1000,
      unit: "concurrent invocations",
    });
    checkVisibility(fn, queue, options);
    const { maxConcurrency } = options;
    mapSource(fn, queue, {
      eventSourceArn: queue.arn,
      config: {
        ...pollingAttributes(options),
        scalingConfig:
          maxConcurrency === undefined ? undefined : { maximumConcurrency: maxConcurrency },
      },
      statements: [
        {
          actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
          resources: [queue.arn],
        },
        ...keyStatements(queue, queue.kmsMasterKeyIdInput, READ_WITH_KEY),
      ],
    });
  }
}

function checkBatches(
  fn: EventSourceTarget,
  queue: PolledQueue,
  options: SqsEventSourceOptions,
): void {
  const { batchSize, maxBatchingWindow } = options;
  const isFifo = queue.fifoQueueInput === true;
  const window = maxBatchingWindow?.in("seconds") ?? 0;
  if (isFifo && window > 0) {
    refuse(fn, {
      what: "maxBatchingWindow",
      value: maxBatchingWindow,
      allowed: "none for a FIFO queue",
      fix: "Leave it out.",
    });
  }
  if (batchSize === undefined || !isKnown(batchSize) || batchSize <= MAX_MESSAGES) {
    return;
  }
  if (isFifo || window === 0) {
    refuse(fn, {
      what: "batchSize",
      value: batchSize,
      allowed: isFifo
        ? `up to ${MAX_MESSAGES} messages of a FIFO queue`
        : `up to ${MAX_MESSAGES} messages without a maxBatchingWindow`,
      fix: isFifo
        ? "Lower it."
        : "Lower it, or set maxBatchingWindow: Duration.seconds(1) or more.",
    });
  }
}

/** AWS refuses a shorter timeout: messages would reappear while the function still handles them. */
function checkVisibility(
  fn: EventSourceTarget,
  queue: PolledQueue,
  { maxBatchingWindow }: SqsEventSourceOptions,
): void {
  const visible = queue.visibilityTimeoutSecondsInput ?? DEFAULT_VISIBILITY_SECONDS;
  const timeout = fn.timeoutSeconds;
  const window = maxBatchingWindow?.in("seconds") ?? 0;
  if ([visible, timeout, window].some((seconds) => Token.isUnresolved(seconds))) {
    return;
  }
  if (visible < timeout) {
    refuse(fn, {
      what: `visibility timeout of ${queue.node.path}`,
      value: visible,
      allowed: `at least the function's timeout, ${timeout} seconds`,
      fix: `Set visibilityTimeoutSeconds of the queue to ${RECOMMENDED_FACTOR * timeout + window}.`,
    });
  }
  const recommended = RECOMMENDED_FACTOR * timeout + window;
  if (visible < recommended) {
    warn(
      fn,
      `the visibility timeout of ${queue.node.path} is ${visible} seconds. AWS recommends at least ${recommended}: six times the function's timeout, plus the batching window. Otherwise messages may be handled twice while the function is throttled.`,
    );
  }
}
