import type { IncomingMessage } from "node:http";
import { dynamoDbStream } from "../../../local/event-sources/stream/dynamodb-stream";
import { kinesisStream } from "../../../local/event-sources/stream/kinesis-stream";
import { AwsClient } from "../../../local/services";
import { bodyOf, withServer } from "../../support/loopback-server";

/** The shards that a client lists at a server with these pages, and what it asked the server. */
async function listed(
  list: (client: AwsClient) => Promise<readonly { readonly id: string }[]>,
  pageFor: (action: string, input: object) => object,
): Promise<{ readonly ids: readonly string[]; readonly asked: readonly object[] }> {
  const asked: object[] = [];
  const respond = async (request: IncomingMessage): Promise<string> => {
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const input = JSON.parse(await bodyOf(request)) as object;
    asked.push({ [action]: input });
    return JSON.stringify(pageFor(action, input));
  };
  const ids = await withServer(
    (request, response) => void respond(request).then((body) => response.end(body)),
    async (url) => {
      const client = new AwsClient(() => url);
      const shards = await list(client);
      client.close();
      return shards.map(({ id }) => id);
    },
  );
  return { ids, asked };
}

describe("the shards of a stream with more than one page of them", () => {
  test("are all read from Kinesis, where a token alone names the next page", async () => {
    const shard = (ShardId: string) => ({ ShardId, SequenceNumberRange: {} });
    const { ids, asked } = await listed(
      (client) =>
        kinesisStream(client, "arn:aws:kinesis:eu-west-1:1:stream/s", "eu-west-1").shards(),
      (_, input) =>
        "NextToken" in input
          ? { Shards: [shard("2")] }
          : { Shards: [shard("1")], NextToken: "second" },
    );

    expect(ids).toEqual(["1", "2"]);
    expect(asked).toEqual([
      { ListShards: { StreamName: "s" } },
      { ListShards: { NextToken: "second" } },
    ]);
  });

  test("are all read from DynamoDB, where the last shard names the next page", async () => {
    const StreamArn = "arn:of:the:stream";
    const page = (ShardId: string, next: object) => ({
      StreamDescription: { Shards: [{ ShardId }], ...next },
    });
    const { ids, asked } = await listed(
      (client) =>
        dynamoDbStream(
          client,
          "arn:aws:dynamodb:eu-west-1:1:table/t/stream/x",
          "eu-west-1",
        ).shards(),
      (action, input) =>
        action === "DescribeTable"
          ? { Table: { LatestStreamArn: StreamArn } }
          : "ExclusiveStartShardId" in input
            ? page("2", {})
            : page("1", { LastEvaluatedShardId: "1" }),
    );

    expect(ids).toEqual(["1", "2"]);
    expect(asked.slice(1)).toEqual([
      { DescribeStream: { StreamArn } },
      { DescribeStream: { StreamArn, ExclusiveStartShardId: "1" } },
    ]);
  });
});
