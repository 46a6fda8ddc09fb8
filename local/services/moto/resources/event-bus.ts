import { found, type ResourceKind } from "../resource-kind";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const eventBus: ResourceKind = {
  type: "aws_cloudwatch_event_bus",
  label: "event bus",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(
      client.json("events", region, "DescribeEventBus", { Name: name }),
      "ResourceNotFoundException",
    ),
  create: async (resource, { client, region }) => {
    await client.json("events", region, "CreateEventBus", { Name: resource.string("name") });
  },
};
