import type { AwsClient } from "../../services";
import type { StreamApi, StreamRecord } from "./stream-api";

interface KinesisRecord {
  readonly SequenceNumber: string;
  /** Seconds since 1970. */
  readonly ApproximateArrivalTimestamp: number;
  /** As base64. */
  readonly Data: string;
  readonly PartitionKey: string;
}

interface Page {
  readonly Records: readonly KinesisRecord[];
  readonly NextShardIterator?: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export function kinesisStream(client: AwsClient, arn: string, region: string): StreamApi {
  const StreamName = arn.split("/").pop();
  const call = <T>(action: string, input: object) =>
    client.json<T>("kinesis", region, action, input);
  const recordOf = (shard: string, one: KinesisRecord): StreamRecord => {
    const kinesis = {
      kinesisSchemaVersion: "1.0",
      partitionKey: one.PartitionKey,
      sequenceNumber: one.SequenceNumber,
      data: one.Data,
      approximateArrivalTimestamp: one.ApproximateArrivalTimestamp,
    };
    const record = {
      kinesis,
      eventSource: "aws:kinesis",
      eventVersion: "1.0",
      eventID: `${shard}:${one.SequenceNumber}`,
      eventName: "aws:kinesis:record",
      awsRegion: region,
      eventSourceARN: arn,
    };
    const arrival = one.ApproximateArrivalTimestamp * 1_000;
    const data = jsonOrText(Buffer.from(one.Data, "base64").toString("utf8"));
    return {
      sequenceNumber: one.SequenceNumber,
      arrival,
      record,
      filterable: { ...kinesis, data },
    };
  };
  return {
    batchInfo: "KinesisBatchInfo",
    shards: async () => {
      const found = await call<{ Shards: readonly { ShardId: string }[] }>("ListShards", {
        StreamName,
      });
      return found.Shards.map(({ ShardId }) => ShardId);
    },
    begin: async (ShardId, ShardIteratorType) => {
      const input = { StreamName, ShardId, ShardIteratorType };
      return (await call<{ ShardIterator: string }>("GetShardIterator", input)).ShardIterator;
    },
    read: async (shard, ShardIterator, Limit) => {
      const page = await call<Page>("GetRecords", { ShardIterator, Limit });
      const records = page.Records.map((one) => recordOf(shard, one));
      return { records, next: page.NextShardIterator };
    },
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
