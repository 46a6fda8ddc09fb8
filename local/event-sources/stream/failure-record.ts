import type { InvocationResult } from "../../lambda";
import type { StreamApi, StreamRecord } from "./stream-api";

/** A batch that is not repeated any more. */
export interface FailedBatch {
  readonly shard: string;
  readonly records: readonly StreamRecord[];
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly attempts: number;
  /** Of the last attempt; undefined if the function was not invoked. */
  readonly result: InvocationResult | undefined;
}

interface FailureContext extends Pick<StreamApi, "batchInfo"> {
  readonly functionRef: string;
  readonly sourceArn: string;
}

/**
 * What an on-failure destination gets: where the records are, not the records.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html
 */
export function failureRecord(
  { shard, records, condition, attempts, result }: FailedBatch,
  { functionRef, sourceArn, batchInfo }: FailureContext,
): object {
  const time = (record: StreamRecord | undefined) => new Date(record?.arrival ?? 0).toISOString();
  const [first] = records;
  const last = records.at(-1);
  return {
    requestContext: {
      requestId: result?.requestId,
      functionArn: functionRef,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      functionError: result?.functionError ?? null,
    },
    version: "1.0",
    timestamp: new Date().toISOString(),
    [batchInfo]: {
      shardId: shard,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: time(first),
      approximateArrivalOfLastRecord: time(last),
      batchSize: records.length,
      streamArn: sourceArn,
    },
  };
}
