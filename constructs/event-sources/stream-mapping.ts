import type { IConstruct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkChoice, checkRange } from "../core/checks";
import { checkKind, objectWith } from "../core/props";
import type { EventSourceTarget, PolicyStatement } from "../lambda";
import { keyStatements, READ_WITH_KEY, SEND_WITH_KEY } from "./encryption";
import type { PolledSource } from "./mapping";
import { mapSource } from "./mapping";
import { checkPolling, pollingAttributes } from "./polling-options";
import type { StartingPosition, StreamEventSourceOptions } from "./stream-options";

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

/** A stream that Lambda reads, and in which it differs from others. */
export interface Stream {
  readonly eventSourceArn: string;
  /** Where a function can begin to read it. */
  readonly positions: readonly StartingPosition[];
  /** ID, ARN or alias of its KMS key. */
  readonly kmsKey: string | undefined;
  /** What the function's role must allow to read it. */
  readonly reading: readonly PolicyStatement[];
  readonly startingPositionTimestamp?: string;
}

/**
 * Has Lambda read a stream of a table, or a data stream, and invoke the function with its records.
 * @throws if AWS would refuse an option, or the function reads the stream already
 */
export function mapStream(
  fn: EventSourceTarget,
  source: PolledSource,
  options: StreamEventSourceOptions,
  { eventSourceArn, positions, kmsKey, reading, startingPositionTimestamp }: Stream,
): void {
  checkStream(fn, options, positions);
  mapSource(fn, source, {
    eventSourceArn,
    config: { ...streamAttributes(options), startingPositionTimestamp },
    statements: [
      ...reading,
      ...keyStatements(source, kmsKey, READ_WITH_KEY),
      ...failureStatements(options),
    ],
  });
}

function checkStream(
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
function streamAttributes(options: StreamEventSourceOptions) {
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
function failureStatements({ onFailure }: StreamEventSourceOptions): PolicyStatement[] {
  const action = onFailure && SEND[onFailure.terraformResourceType];
  return onFailure && action
    ? [
        { actions: [action], resources: [onFailure.arn] },
        ...keyStatements(onFailure, onFailure.kmsMasterKeyIdInput, SEND_WITH_KEY),
      ]
    : [];
}
