import type { ResolvedResource } from "../../../terraform";
import { found, type Context, type ResourceKind, setAttributes } from "../resource-kind";

const ATTRIBUTES = {
  content_based_deduplication: "ContentBasedDeduplication",
  display_name: "DisplayName",
  fifo_topic: "FifoTopic",
};

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const topic: ResourceKind = {
  type: "aws_sns_topic",
  label: "topic",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region, stack }) =>
    found(
      client.form("sns", region, "GetTopicAttributes", {
        TopicArn: `arn:aws:sns:${region}:${stack.accountId}:${name}`,
      }),
      "NotFound",
    ),
  create: (resource, { client, region }) =>
    client.form("sns", region, "CreateTopic", {
      Name: resource.string("name") ?? "",
      ...entriesOf(setAttributes(resource, ATTRIBUTES)),
    }),
};

/** The subscriptions of queues to a topic: moto sends them its messages. */
export async function subscribeQueues(resource: ResolvedResource, context: Context) {
  const { client, region, stack } = context;
  const arn = resource.string("arn") ?? "";
  for (const subscription of stack.ofType("aws_sns_topic_subscription")) {
    const isOfQueue = subscription.string("protocol") === "sqs";
    if (isOfQueue && subscription.string("topic_arn") === arn) {
      await client.form("sns", region, "Subscribe", {
        TopicArn: arn,
        Protocol: "sqs",
        Endpoint: subscription.string("endpoint") ?? "",
        ...entriesOf(
          setAttributes(subscription, {
            filter_policy: "FilterPolicy",
            filter_policy_scope: "FilterPolicyScope",
            raw_message_delivery: "RawMessageDelivery",
          }),
        ),
      });
    }
  }
}

/** A map as a form has it. */
function entriesOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value], index) => [
      [`Attributes.entry.${index + 1}.key`, key],
      [`Attributes.entry.${index + 1}.value`, value],
    ]),
  ) as Record<string, string>;
}
