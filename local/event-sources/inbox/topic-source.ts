import { createHash } from "node:crypto";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { checkPermission } from "../permission";
import { isFunction } from "../targets";
import { Inbox } from "./inbox";

interface Subscription {
  readonly address: string;
  readonly topicArn: string;
  readonly functionArn: string;
  readonly filterPolicy: string | undefined;
  readonly filterPolicyScope: string | undefined;
}

/** The subscription of a function to a topic; undefined for that of something else. */
export function topicSource(
  resource: ResolvedResource,
  stack: ResolvedStack,
): DeclaredSource | undefined {
  const { address } = resource;
  const topicArn = resource.string("topic_arn") ?? "";
  const functionArn = resource.string("endpoint") ?? "";
  if (resource.string("protocol") !== "lambda" || !isFunction(functionArn)) {
    return undefined;
  }
  checkPermission(stack, functionArn, {
    address,
    principal: "sns.amazonaws.com",
    sourceArn: topicArn,
  });
  const subscription: Subscription = {
    address,
    topicArn,
    functionArn,
    filterPolicy: resource.string("filter_policy"),
    filterPolicyScope: resource.string("filter_policy_scope"),
  };
  return {
    address,
    services: ["sns", "sqs"],
    functionRefs: [functionArn],
    settings: subscription,
    create: (services) => new TopicSource(subscription, services),
  };
}

/**
 * Invokes a function with the messages of a topic.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
class TopicSource implements EventSource {
  private readonly inbox: Inbox<string>;
  private readonly region: string;

  constructor(
    private readonly subscription: Subscription,
    private readonly services: SourceServices,
  ) {
    const { address, topicArn, functionArn } = subscription;
    const [, , , region = "", accountId = "", title = ""] = topicArn.split(":");
    this.region = region;
    this.inbox = new Inbox({
      ...services,
      // A changed filter needs a subscription of its own.
      address: `${address} ${subscription.filterPolicy ?? ""}`,
      region,
      accountId,
      title,
      read: (body) => snsEvent(body, subscription),
      handle: (event) => services.lambda.handleEvent(functionArn, event),
    });
  }

  async start(): Promise<void> {
    const { topicArn, filterPolicy, filterPolicyScope } = this.subscription;
    await this.inbox.create();
    const attributes = Object.entries({
      FilterPolicy: filterPolicy,
      FilterPolicyScope: filterPolicyScope,
    }).flatMap(([key, value], index) => {
      const entry = `Attributes.entry.${index + 1}`;
      return value === undefined
        ? []
        : [
            [`${entry}.key`, key],
            [`${entry}.value`, value],
          ];
    });
    await this.services.client.form("sns", this.region, "Subscribe", {
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: this.inbox.arn,
      ...(Object.fromEntries(attributes) as Record<string, string>),
    });
    this.inbox.start();
  }

  stop(): Promise<void> {
    return this.inbox.stop();
  }
}

/** What SNS sends to a queue. */
interface Envelope {
  readonly Type: string;
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SignatureVersion: string;
  readonly Signature: string;
  readonly SigningCertURL: string;
  readonly UnsubscribeURL: string;
  readonly MessageAttributes?: object;
}

/** Functions get other spellings than queues, and null for a missing subject. */
function snsEvent(body: string, { address }: Subscription): string {
  const sent = JSON.parse(body) as Envelope;
  const id = createHash("sha256").update(address).digest("hex");
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  const record = {
    EventSource: "aws:sns",
    EventVersion: "1.0",
    EventSubscriptionArn: `${sent.TopicArn}:${uuid}`,
    Sns: {
      Type: sent.Type,
      MessageId: sent.MessageId,
      TopicArn: sent.TopicArn,
      Subject: sent.Subject ?? null,
      Message: sent.Message,
      Timestamp: sent.Timestamp,
      SignatureVersion: sent.SignatureVersion,
      Signature: sent.Signature,
      SigningCertUrl: sent.SigningCertURL,
      UnsubscribeUrl: sent.UnsubscribeURL,
      MessageAttributes: sent.MessageAttributes ?? {},
    },
  };
  return JSON.stringify({ Records: [record] });
}
