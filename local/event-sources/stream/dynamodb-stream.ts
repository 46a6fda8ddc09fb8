import type { AwsClient } from "../../services";
import { allPages } from "./all-pages";
import type { ShardPosition, StreamApi } from "./stream-api";

interface Page {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly Keys?: object;
      readonly SequenceNumber: string;
      readonly ApproximateCreationDateTime: number;
    };
  }[];
  readonly NextShardIterator?: string;
}

interface DynamoDbShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly SequenceNumberRange?: { readonly EndingSequenceNumber?: string };
}

interface ShardPage {
  readonly StreamDescription: {
    readonly Shards: readonly DynamoDbShard[];
    readonly LastEvaluatedShardId?: string;
  };
}

/**
 * The stream of a table.
 * @param arn as the stack knows it; at the endpoint, the stream has a time of its own
 */
export function dynamoDbStream(client: AwsClient, arn: string, region: string): StreamApi {
  const call = <T>(action: string, input: object) =>
    client.json<T>("dynamodbstreams", region, action, input);
  const streamArn = async (): Promise<string> => {
    const [, TableName] = arn.split("/");
    const { Table } = await client.json<{ Table: { LatestStreamArn?: string } }>(
      "dynamodb",
      region,
      "DescribeTable",
      { TableName },
    );
    if (Table.LatestStreamArn === undefined) {
      throw new Error(`the table ${TableName} has no stream`);
    }
    return Table.LatestStreamArn;
  };
  return {
    batchInfo: "DDBStreamBatchInfo",
    identity: streamArn,
    shards: async () => {
      const StreamArn = await streamArn();
      const found = await allPages(async (ExclusiveStartShardId?: string) => {
        const input = { StreamArn, ExclusiveStartShardId };
        const { StreamDescription } = await call<ShardPage>("DescribeStream", input);
        return { items: StreamDescription.Shards, next: StreamDescription.LastEvaluatedShardId };
      });
      return found.map(({ ShardId, ParentShardId, SequenceNumberRange }) => ({
        id: ShardId,
        parents: ParentShardId === undefined ? [] : [ParentShardId],
        isClosed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
      }));
    },
    begin: async (ShardId, position) => {
      const StreamArn = await streamArn();
      const input = { StreamArn, ShardId, ...iteratorInput(position) };
      return (await call<{ ShardIterator: string }>("GetShardIterator", input)).ShardIterator;
    },
    read: async (_, ShardIterator, Limit) => {
      const page = await call<Page>("GetRecords", { ShardIterator, Limit });
      const records = page.Records.map((one) => ({
        sequenceNumber: one.dynamodb.SequenceNumber,
        arrival: one.dynamodb.ApproximateCreationDateTime * 1_000,
        key: JSON.stringify(one.dynamodb.Keys),
        record: { ...one, eventSourceARN: arn },
        filterable: one,
      }));
      return { records, next: page.NextShardIterator };
    },
  };
}

/** These streams have no positions by time. */
function iteratorInput(position: ShardPosition): object {
  switch (position.kind) {
    case "AFTER_SEQUENCE_NUMBER":
      return { ShardIteratorType: position.kind, SequenceNumber: position.sequenceNumber };
    case "AT_TIMESTAMP":
      return { ShardIteratorType: "TRIM_HORIZON" };
    case "LATEST":
    case "TRIM_HORIZON":
      return { ShardIteratorType: position.kind };
  }
}
