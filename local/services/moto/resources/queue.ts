import type { ResolvedResource } from "../../../terraform";
import { found, type Context, type ResourceKind, setAttributes } from "../resource-kind";

const ATTRIBUTES = {
  content_based_deduplication: "ContentBasedDeduplication",
  deduplication_scope: "DeduplicationScope",
  delay_seconds: "DelaySeconds",
  fifo_queue: "FifoQueue",
  fifo_throughput_limit: "FifoThroughputLimit",
  max_message_size: "MaximumMessageSize",
  message_retention_seconds: "MessageRetentionPeriod",
  receive_wait_time_seconds: "ReceiveMessageWaitTimeSeconds",
  visibility_timeout_seconds: "VisibilityTimeout",
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const queue: ResourceKind = {
  type: "aws_sqs_queue",
  label: "queue",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(client.json("sqs", region, "GetQueueUrl", { QueueName: name }), "QueueDoesNotExist"),
  create: async (resource, { client, region }) => {
    const { FifoQueue, ...others } = setAttributes(resource, ATTRIBUTES);
    // AWS takes no false.
    const attributes = FifoQueue === "true" ? { ...others, FifoQueue } : others;
    await client.json("sqs", region, "CreateQueue", {
      QueueName: resource.string("name"),
      Attributes: attributes,
    });
  },
};

/** After all queues are made: the dead-letter queue must exist. */
export async function setRedrivePolicy(resource: ResolvedResource, context: Context) {
  const { client, region, stack } = context;
  const url = resource.string("url");
  const apart = stack
    .ofType("aws_sqs_queue_redrive_policy")
    .find((one) => one.string("queue_url") === url);
  const RedrivePolicy = (apart ?? resource).string("redrive_policy");
  if (RedrivePolicy !== undefined) {
    const QueueUrl = url;
    await client.json("sqs", region, "SetQueueAttributes", {
      QueueUrl,
      Attributes: { RedrivePolicy },
    });
  }
}
