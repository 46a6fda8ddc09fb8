import { randomBytes } from "node:crypto";
import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { checkPermission } from "../permission";
import { Inbox, inboxName } from "./inbox";

/** A configuration of a bucket's notifications. */
interface Configuration {
  readonly id: string;
  /** Of a function, queue or topic. */
  readonly targetArn: string;
  readonly events: readonly string[];
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

interface Notifications {
  readonly address: string;
  readonly bucket: string;
  readonly region: string;
  readonly accountId: string;
  readonly functions: readonly Configuration[];
  readonly queues: readonly Configuration[];
  readonly topics: readonly Configuration[];
  readonly toEventBridge: boolean;
}

/** The notifications of a bucket; undefined if no function gets them. */
export function bucketSource(
  resource: ResolvedResource,
  stack: ResolvedStack,
): DeclaredSource | undefined {
  const { address } = resource;
  const bucket = resource.string("bucket") ?? "";
  const declared = stack.ofType("aws_s3_bucket").find((one) => one.string("bucket") === bucket);
  const read = (block: string, target: string) =>
    resource.blocks(block).map((one, index) => configuration(one, target, `${address}-${index}`));
  const notifications: Notifications = {
    address,
    bucket,
    region: declared?.string("region") ?? stack.region,
    accountId: stack.accountId,
    functions: read("lambda_function", "lambda_function_arn"),
    queues: read("queue", "queue_arn"),
    topics: read("topic", "topic_arn"),
    toEventBridge: resource.boolean("eventbridge") ?? false,
  };
  const functionRefs = notifications.functions.map(({ targetArn }) => targetArn);
  for (const functionRef of functionRefs) {
    const sourceArn = `arn:aws:s3:::${bucket}`;
    checkPermission(stack, functionRef, { address, principal: "s3.amazonaws.com", sourceArn });
  }
  return {
    address,
    services: ["s3", "sqs"],
    functionRefs,
    settings: notifications,
    create: (services) => new BucketSource(notifications, services),
  };
}

function configuration(block: Attributes, target: string, defaultId: string): Configuration {
  return {
    id: block.string("id") ?? `tf-s3-${defaultId.replace(/\W/g, "-")}`,
    targetArn: block.string(target) ?? "",
    events: block.strings("events"),
    prefix: block.string("filter_prefix"),
    suffix: block.string("filter_suffix"),
  };
}

/**
 * Sets the notifications of a bucket, and invokes functions with them. Functions have an inbox each.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
class BucketSource implements EventSource {
  private readonly inboxes: readonly Inbox<string | undefined>[];

  constructor(
    private readonly notifications: Notifications,
    private readonly services: SourceServices,
  ) {
    const { address, region, accountId, bucket } = notifications;
    this.inboxes = notifications.functions.map(
      ({ id, targetArn }) =>
        new Inbox({
          ...services,
          address: `${address} ${id}`,
          region,
          accountId,
          title: bucket,
          read: s3Event,
          handle: (event) =>
            event === undefined
              ? Promise.resolve(true)
              : services.lambda.handleEvent(targetArn, event),
        }),
    );
  }

  async start(): Promise<void> {
    const { bucket, region } = this.notifications;
    await Promise.all(this.inboxes.map((inbox) => inbox.create()));
    await this.services.client.s3(region, {
      method: "PUT",
      path: `/${bucket}?notification`,
      body: notificationXml(this.notifications),
    });
    this.inboxes.forEach((inbox) => inbox.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.inboxes.map((inbox) => inbox.stop()));
  }
}

interface S3Record {
  readonly eventTime: string;
  readonly eventName: string;
  readonly s3: {
    readonly bucket: object;
    readonly object: { readonly key: string; readonly size?: number; readonly eTag?: string };
  };
  readonly [name: string]: unknown;
}

/** What a function gets; undefined for the test event that S3 sends to a queue when it is configured. */
function s3Event(body: string): string | undefined {
  const { Records } = JSON.parse(body) as { readonly Records?: readonly S3Record[] };
  return Records && JSON.stringify({ Records: Records.map(completed) });
}

const OWNER = { principalId: "local" };

/** With what implementations other than AWS's leave out. */
function completed(record: S3Record): object {
  const { eventVersion, eventSource, awsRegion, eventName, s3, ...others } = record;
  const { size, eTag, ...object } = s3.object;
  return {
    eventVersion,
    eventSource,
    awsRegion,
    eventTime: new Date(`${record.eventTime.replace(/(\.\d{3})?\d*Z?$/, "$1")}Z`).toISOString(),
    eventName: eventName.replace(/^s3:/, ""),
    userIdentity: others.userIdentity ?? OWNER,
    requestParameters: others.requestParameters ?? { sourceIPAddress: "127.0.0.1" },
    responseElements: others.responseElements ?? {
      "x-amz-request-id": randomBytes(8).toString("hex").toUpperCase(),
      "x-amz-id-2": randomBytes(48).toString("base64"),
    },
    s3: {
      ...s3,
      bucket: { ownerIdentity: OWNER, ...s3.bucket },
      object: {
        sequencer: randomBytes(9).toString("hex").toUpperCase(),
        ...object,
        ...(!eventName.includes("ObjectRemoved") && { size, eTag }),
      },
    },
  };
}

function notificationXml(notifications: Notifications): string {
  const { address, region, accountId, functions, queues, topics, toEventBridge } = notifications;
  const received = functions.map((one) => ({
    ...one,
    targetArn: `arn:aws:sqs:${region}:${accountId}:${inboxName(`${address} ${one.id}`)}`,
  }));
  const parts = [
    ...[...received, ...queues].map((one) => configurationXml("Queue", one)),
    ...topics.map((one) => configurationXml("Topic", one)),
    ...(toEventBridge ? ["<EventBridgeConfiguration/>"] : []),
  ];
  return `<NotificationConfiguration>${parts.join("")}</NotificationConfiguration>`;
}

function configurationXml(kind: "Queue" | "Topic", one: Configuration): string {
  const rules = Object.entries({ prefix: one.prefix, suffix: one.suffix }).flatMap(
    ([name, value]) =>
      value === undefined
        ? []
        : [`<FilterRule><Name>${name}</Name><Value>${escaped(value)}</Value></FilterRule>`],
  );
  const filter = rules.length > 0 ? `<Filter><S3Key>${rules.join("")}</S3Key></Filter>` : "";
  const events = one.events.map((event) => `<Event>${event}</Event>`).join("");
  const target = `<${kind}>${one.targetArn}</${kind}>`;
  return `<${kind}Configuration><Id>${escaped(one.id)}</Id>${target}${events}${filter}</${kind}Configuration>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
