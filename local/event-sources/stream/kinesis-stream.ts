import type { AwsClient } from "../../services";
import { allPages } from "./all-pages";
import type { ShardPosition, StreamApi, StreamRecord } from "./stream-api";

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
  readonly MillisBehindLatest?: number;
}

interface KinesisShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string };
}

interface ShardPage {
  readonly Shards: readonly KinesisShard[];
  readonly NextToken?: string;
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
      key: one.PartitionKey,
      record,
      filterable: { ...kinesis, data },
    };
  };
  return {
    batchInfo: "KinesisBatchInfo",
    identity: async () => {
      const { StreamDescriptionSummary: found } = await call<{
        StreamDescriptionSummary: { StreamARN: string; StreamCreationTimestamp: number };
      }>("DescribeStreamSummary", { StreamName });
      return `${found.StreamARN} ${found.StreamCreationTimestamp}`;
    },
    shards: async () => {
      const found = await allPages(async (NextToken?: string) => {
        const input = NextToken === undefined ? { StreamName } : { NextToken };
        const page = await call<ShardPage>("ListShards", input);
        return { items: page.Shards, next: page.NextToken };
      });
      return found.map((shard) => ({
        id: shard.ShardId,
        parents: [shard.ParentShardId ?? [], shard.AdjacentParentShardId ?? []].flat(),
        isClosed: shard.SequenceNumberRange.EndingSequenceNumber !== undefined,
      }));
    },
    begin: async (ShardId, position) => {
      const input = { StreamName, ShardId, ...iteratorInput(position) };
      return (await call<{ ShardIterator: string }>("GetShardIterator", input)).ShardIterator;
    },
    read: async (shard, ShardIterator, Limit) => {
      const page = await call<Page>("GetRecords", { ShardIterator, Limit });
      const records = page.Records.map((one) => recordOf(shard, one));
      return { records, next: page.NextShardIterator, isLast: page.MillisBehindLatest === 0 };
    },
  };
}

function iteratorInput(position: ShardPosition): object {
  const { kind: ShardIteratorType } = position;
  switch (position.kind) {
    case "AFTER_SEQUENCE_NUMBER":
      return { ShardIteratorType, StartingSequenceNumber: position.sequenceNumber };
    case "AT_TIMESTAMP":
      return { ShardIteratorType, Timestamp: position.milliseconds / 1_000 };
    case "LATEST":
    case "TRIM_HORIZON":
      return { ShardIteratorType };
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
