import type { IConstruct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkChoice, checkRange } from "../core/checks";
import type { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  checkKind,
  number,
  objectWith,
  required,
  string,
} from "../core/props";
import type { PolicyStatement } from "../lambda";
import { keyStatements, SEND_WITH_KEY } from "./encryption";
import type { PollingOptions } from "./polling-options";
import { checkPolling, POLLING_KINDS, pollingAttributes } from "./polling-options";

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

const DESTINATION = objectWith(
  "a queue or a topic, e.g. an SqsQueue of the AWS provider",
  "arn",
  "terraformResourceType",
);
const SEND: Readonly<Record<string, string>> = {
  aws_sqs_queue: "sqs:SendMessage",
  aws_sns_topic: "sns:Publish",
};
const DEFAULT_RETRIES = 10;
/** AWS's value for retries until the records expire in the stream. */
const WITHOUT_END = -1;
const SEVEN_DAYS = 7 * 24 * 60 * 60;

/**
 * @param positions - where a function can begin to read this kind of stream
 * @throws if AWS would refuse an option
 */
export function checkStream(
  scope: IConstruct,
  options: StreamEventSourceOptions,
  positions: readonly StartingPosition[],
): void {
  const { startingPosition, retryAttempts, maxRecordAge, onFailure } = options;
  checkPolling(scope, options);
  checkChoice(scope, "startingPosition", startingPosition, positions);
  checkRange(scope, "retryAttempts", retryAttempts, { min: 0, max: 10_000, unit: "retries" });
  checkDuration(scope, "maxRecordAge", maxRecordAge, { min: 60, max: SEVEN_DAYS, unit: "seconds" });
  checkDuration(scope, "tumblingWindow", options.tumblingWindow, {
    min: 0,
    max: 900,
    unit: "seconds",
  });
  checkRange(scope, "parallelizationFactor", options.parallelizationFactor, {
    min: 1,
    max: 10,
    unit: "batches",
  });
  checkKind(scope, "onFailure", onFailure, DESTINATION);
  checkChoice(scope, "onFailure", onFailure?.terraformResourceType, Object.keys(SEND));
}

/** The options as attributes of `aws_lambda_event_source_mapping`. */
export function streamAttributes(options: StreamEventSourceOptions) {
  const { onFailure, retryAttempts, maxRecordAge, parallelizationFactor } = options;
  return {
    ...pollingAttributes(options),
    startingPosition: options.startingPosition,
    bisectBatchOnFunctionError: options.bisectBatchOnError ?? true,
    // Set explicitly: removing one of the three would leave the old value in place.
    maximumRetryAttempts: retryAttempts ?? (onFailure ? DEFAULT_RETRIES : WITHOUT_END),
    maximumRecordAgeInSeconds: maxRecordAge?.in("seconds") ?? WITHOUT_END,
    parallelizationFactor: parallelizationFactor ?? 1,
    tumblingWindowInSeconds: options.tumblingWindow?.in("seconds"),
    destinationConfig: onFailure && { onFailure: { destinationArn: onFailure.arn } },
  };
}

/** What the function's role must allow to send to the destination. */
export function failureStatements({ onFailure }: StreamEventSourceOptions): PolicyStatement[] {
  const action = onFailure && SEND[onFailure.terraformResourceType];
  return onFailure && action
    ? [
        { actions: [action], resources: [onFailure.arn] },
        ...keyStatements(onFailure, onFailure.kmsMasterKeyIdInput, SEND_WITH_KEY),
      ]
    : [];
}
