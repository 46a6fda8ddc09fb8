import type { AsyncRecord } from "../lambda";
import type { AwsClient } from "../services";

type Target = Pick<AsyncRecord, "body" | "attributes" | "detailType" | "resources"> & {
  readonly arn: string;
  readonly region: string;
};
type Send = (client: AwsClient, target: Target) => Promise<void>;

/** By the service in the ARN of the target. */
const SENDERS: Readonly<Record<string, Send>> = {
  sqs: async (client, { arn, region, body, attributes }) => {
    const { QueueUrl } = await client.json<{ QueueUrl: string }>("sqs", region, "GetQueueUrl", {
      QueueName: arn.split(":").pop(),
    });
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        { DataType: dataType(value), StringValue: String(value) },
      ]),
    );
    await client.json("sqs", region, "SendMessage", {
      QueueUrl,
      MessageBody: body,
      MessageAttributes,
    });
  },
  sns: (client, { arn, region, body, attributes }) =>
    client.form("sns", region, "Publish", {
      TopicArn: arn,
      Message: body,
      ...(Object.fromEntries(
        Object.entries(attributes).flatMap(([name, value], index) => {
          const entry = `MessageAttributes.entry.${index + 1}`;
          return [
            [`${entry}.Name`, name],
            [`${entry}.Value.DataType`, dataType(value)],
            [`${entry}.Value.StringValue`, String(value)],
          ];
        }),
      ) as Record<string, string>),
    }),
  events: async (client, { arn, region, body, detailType, resources }) => {
    const { FailedEntryCount } = await client.json<{ FailedEntryCount?: number }>(
      "events",
      region,
      "PutEvents",
      {
        Entries: [
          {
            EventBusName: arn,
            Source: "lambda",
            DetailType: detailType,
            Detail: body,
            Resources: resources,
          },
        ],
      },
    );
    if (FailedEntryCount) {
      throw new Error("the event bus doesn't accept the event");
    }
  },
};

/** Sends records to queues, topics and event buses at the endpoints of their services. */
export function recordSender(client: AwsClient): (record: AsyncRecord) => Promise<void> {
  return async ({ target: arn, ...record }) => {
    const [, , service = "", region = ""] = arn.split(":");
    const send = SENDERS[service];
    if (!send) {
      const known = Object.keys(SENDERS).join(", ");
      throw new Error(`records are sent to ${known} and lambda, not to "${service}"`);
    }
    await send(client, { ...record, arn, region });
  };
}

function dataType(value: string | number): string {
  return typeof value === "number" ? "Number" : "String";
}
