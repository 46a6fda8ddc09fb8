import type { IConstruct } from "constructs";
import type { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { boolean, checkedElsewhere, number, required, string } from "../core/props";
import type { PollingOptions } from "./polling-options";
import { POLLING_KINDS } from "./polling-options";

/** Where a function begins to read a stream. */
export enum StartingPosition {
  /** The oldest record that the stream still has. */
  TRIM_HORIZON = "TRIM_HORIZON",
  /** The first record after the mapping exists; some may come before Lambda reads the stream. */
  LATEST = "LATEST",
  /** The first record at or after a `startingPositionTimestamp`. For Kinesis only. */
  AT_TIMESTAMP = "AT_TIMESTAMP",
}

/** Where records go that the function couldn't process: an SQS queue or an SNS topic. */
export interface FailureDestination extends IConstruct {
  readonly arn: string;
  /** `aws_sqs_queue` or `aws_sns_topic`. */
  readonly terraformResourceType: string;
  /** ID, ARN or alias of its KMS key. @default none of yours */
  readonly kmsMasterKeyIdInput?: string;
}

/** Options of `DynamoEventSource`, and of `KinesisEventSource`. */
export interface StreamEventSourceOptions extends PollingOptions {
  /** Where the function begins to read. */
  readonly startingPosition: StartingPosition;
  /**
   * Whether a failed batch is split in two before it is retried, which isolates a bad record.
   * @default true
   */
  readonly bisectBatchOnError?: boolean;
  /**
   * How often a failed batch is retried: 0 to 10,000 times. The records after it wait meanwhile.
   * @default 10 with `onFailure`; otherwise until the records expire, because they would be lost
   */
  readonly retryAttempts?: number;
  /**
   * Age at which records are no longer retried: whole seconds, 60 seconds to 7 days.
   * @default the records are retried until they expire in the stream
   */
  readonly maxRecordAge?: Duration;
  /**
   * An SQS queue or an SNS topic that gets a description of each discarded batch, without its records.
   * @default discarded batches are lost
   */
  readonly onFailure?: FailureDestination;
  /**
   * How many batches of a shard are processed at the same time: 1 to 10.
   * @default 1
   */
  readonly parallelizationFactor?: number;
  /**
   * Length of the windows for which the function aggregates records: whole seconds, up to 900.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
   */
  readonly tumblingWindow?: Duration;
}

/** The types of the options. */
export const STREAM_KINDS: Kinds<StreamEventSourceOptions> = {
  ...POLLING_KINDS,
  startingPosition: required(string),
  bisectBatchOnError: boolean,
  retryAttempts: number,
  maxRecordAge: checkedElsewhere,
  onFailure: checkedElsewhere,
  parallelizationFactor: number,
  tumblingWindow: checkedElsewhere,
};
