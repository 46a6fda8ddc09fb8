import { found, type ResourceKind } from "../resource-kind";

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const stream: ResourceKind = {
  type: "aws_kinesis_stream",
  label: "stream",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(
      client.json("kinesis", region, "DescribeStreamSummary", { StreamName: name }),
      "ResourceNotFoundException",
    ),
  create: async (resource, { client, region }) => {
    await client.json("kinesis", region, "CreateStream", {
      StreamName: resource.string("name"),
      ShardCount: resource.number("shard_count") ?? 1,
    });
  },
};
