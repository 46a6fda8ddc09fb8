import type { AwsClient } from "../../services";
import type { StreamApi } from "./stream-api";

interface Page {
  readonly Records: readonly {
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly ApproximateCreationDateTime: number;
    };
  }[];
  readonly NextShardIterator?: string;
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
    shards: async () => {
      const { StreamDescription } = await call<{
        StreamDescription: { Shards: readonly { ShardId: string }[] };
      }>("DescribeStream", { StreamArn: await streamArn() });
      return StreamDescription.Shards.map(({ ShardId }) => ShardId);
    },
    begin: async (ShardId, ShardIteratorType) => {
      const StreamArn = await streamArn();
      const input = { StreamArn, ShardId, ShardIteratorType };
      return (await call<{ ShardIterator: string }>("GetShardIterator", input)).ShardIterator;
    },
    read: async (_, ShardIterator, Limit) => {
      const page = await call<Page>("GetRecords", { ShardIterator, Limit });
      const records = page.Records.map((one) => ({
        sequenceNumber: one.dynamodb.SequenceNumber,
        arrival: one.dynamodb.ApproximateCreationDateTime * 1_000,
        record: { ...one, eventSourceARN: arn },
        filterable: one,
      }));
      return { records, next: page.NextShardIterator };
    },
  };
}
