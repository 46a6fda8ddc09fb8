import type { ResolvedResource } from "../../../terraform";
import { tableDefinition } from "../../dynamodb/table-definition";
import { TABLE_TYPE } from "../../dynamodb/tables";
import { found, type ResourceKind } from "../resource-kind";

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const table: ResourceKind = {
  type: TABLE_TYPE,
  label: "table",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(
      client.json("dynamodb", region, "DescribeTable", { TableName: name }),
      "ResourceNotFoundException",
    ),
  create: async (resource, { client, region }) => {
    await client.json("dynamodb", region, "CreateTable", {
      ...tableDefinition(resource),
      ...streamOf(resource),
    });
  },
};

function streamOf(resource: ResolvedResource): object {
  if (!resource.boolean("stream_enabled")) {
    return {};
  }
  const StreamViewType = resource.string("stream_view_type");
  return { StreamSpecification: { StreamEnabled: true, StreamViewType } };
}
