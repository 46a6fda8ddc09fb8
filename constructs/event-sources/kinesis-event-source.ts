import { isKnown } from "../core/known";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, required, string } from "../core/props";
import { resourceKind } from "../core/resource-kind";
import { refuse } from "../core/refusal";
import type { EventSourceTarget, IEventSource } from "../lambda";
import type { PolledSource } from "./mapping";
import { mapStream } from "./stream-mapping";
import type { StreamEventSourceOptions } from "./stream-options";
import { StartingPosition, STREAM_KINDS } from "./stream-options";

/** Options of `KinesisEventSource`. */
export interface KinesisEventSourceOptions extends StreamEventSourceOptions {
  /**
   * With `StartingPosition.AT_TIMESTAMP`, the time of the first record that the function gets, not in
   * the future, e.g. `2026-01-31T08:00:00Z`.
   * @default none
   */
  readonly startingPositionTimestamp?: string;
}

const KINDS: Kinds<KinesisEventSourceOptions> = {
  ...STREAM_KINDS,
  startingPositionTimestamp: string,
};

/** A stream, e.g. the provider's `KinesisStream`. */
export interface PolledStream extends PolledSource {
  /** ID, ARN or alias of the KMS key. @default not encrypted */
  readonly kmsKeyIdInput?: string;
}

const STREAM = required(resourceKind("stream", "arn", "node"));

/**
 * Invokes a function with the records of a Kinesis data stream. The function's role may decrypt a
 * stream that is encrypted with your own key.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export class KinesisEventSource implements IEventSource {
  constructor(
    private readonly stream: PolledStream,
    private readonly options: KinesisEventSourceOptions,
  ) {}

  /** @throws if AWS would refuse an option */
  bind(fn: EventSourceTarget): void {
    const { stream, options } = this;
    checkKind(fn, "stream", stream, STREAM);
    checkProps(fn, options, KINDS);
    checkTimestamp(fn, options);
    mapStream(fn, stream, options, {
      eventSourceArn: stream.arn,
      positions: Object.values(StartingPosition),
      startingPositionTimestamp: options.startingPositionTimestamp,
      kmsKey: stream.kmsKeyIdInput,
      reading: [
        {
          actions: [
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
          ],
          resources: [stream.arn],
        },
      ],
    });
  }
}

function checkTimestamp(fn: EventSourceTarget, options: KinesisEventSourceOptions): void {
  const { startingPosition, startingPositionTimestamp: timestamp } = options;
  const isUsed = startingPosition === StartingPosition.AT_TIMESTAMP;
  if (isUsed !== (timestamp !== undefined)) {
    refuse(fn, {
      what: "startingPositionTimestamp",
      value: timestamp,
      allowed: isUsed
        ? "a time, because startingPosition is AT_TIMESTAMP"
        : "none, unless startingPosition is AT_TIMESTAMP",
      fix: isUsed ? "Set it, e.g. to 2026-01-31T08:00:00Z." : "Leave it out.",
    });
  }
  if (timestamp === undefined || !isKnown(timestamp) || isPast(timestamp)) {
    return;
  }
  refuse(fn, {
    what: "startingPositionTimestamp",
    value: timestamp,
    allowed: "a time in the past, with its offset from UTC",
    fix: 'Write it like "2026-01-31T08:00:00Z".',
  });
}

/** The form is the provider's, RFC 3339. */
function isPast(timestamp: string): boolean {
  const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  return pattern.test(timestamp) && Date.parse(timestamp) <= Date.now();
}
