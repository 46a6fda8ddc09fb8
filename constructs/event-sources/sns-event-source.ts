import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import { checkChoice } from "../core/checks";
import { escaped } from "../core/literal";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, object, required, string } from "../core/props";
import { resourceKind } from "../core/resource-kind";
import { relatedId } from "../core/related-id";
import type { EventSourceTarget, IEventSource } from "../lambda";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { allowDeadLetters, checkDeadLetterQueue, DEAD_LETTER_QUEUE } from "./dead-letter-queue";
import { invokePermission } from "../lambda/invoke-permission";

/** A topic, e.g. the provider's `SnsTopic`. */
export interface SubscribedTopic extends IConstruct {
  readonly arn: string;
}

/** Options of `SnsEventSource`. */
export interface SnsEventSourceOptions {
  /**
   * The messages that the function gets, by their attributes or, with `filterPolicyScope`, their body.
   * @default every message
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
   */
  readonly filterPolicy?: object;
  /**
   * What the filter policy looks at: `MessageAttributes` or `MessageBody`.
   * @default "MessageAttributes"
   */
  readonly filterPolicyScope?: "MessageAttributes" | "MessageBody";
  /**
   * A standard SQS queue that gets the messages that SNS can't hand to Lambda. Failures of the function
   * itself go to its `configureAsyncInvoke`. Don't add an `SqsQueuePolicy` for it: this option does.
   * @default they are lost
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
   */
  readonly deadLetterQueue?: DeadLetterQueue;
}

const KINDS: Kinds<SnsEventSourceOptions> = {
  filterPolicy: object,
  filterPolicyScope: string,
  deadLetterQueue: DEAD_LETTER_QUEUE,
};
const PRINCIPAL = "sns.amazonaws.com";
const TOPIC = required(resourceKind("topic", "arn", "node"));

/**
 * Invokes a function, asynchronously, with each message of an SNS topic.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export class SnsEventSource implements IEventSource {
  constructor(
    private readonly topic: SubscribedTopic,
    private readonly options: SnsEventSourceOptions = {},
  ) {}

  /** @throws if AWS would refuse an option */
  bind(fn: EventSourceTarget): void {
    const { topic, options } = this;
    checkKind(fn, "topic", topic, TOPIC);
    checkProps(fn, options, KINDS);
    checkDeadLetterQueue(fn, options.deadLetterQueue);
    const { filterPolicy, filterPolicyScope, deadLetterQueue } = options;
    const scopes = ["MessageAttributes", "MessageBody"];
    checkChoice(fn, "filterPolicyScope", filterPolicyScope, scopes);

    const scope = new Construct(fn, relatedId(fn, "EventSource", topic));
    const permission = invokePermission(scope, "Permission", fn, {
      principal: PRINCIPAL,
      sourceArn: topic.arn,
    });
    new SnsTopicSubscription(scope, "Subscription", {
      topicArn: topic.arn,
      protocol: "lambda",
      endpoint: fn.functionArn,
      filterPolicy: filterPolicy && escaped(JSON.stringify(filterPolicy)),
      filterPolicyScope,
      redrivePolicy:
        deadLetterQueue && JSON.stringify({ deadLetterTargetArn: deadLetterQueue.arn }),
      dependsOn: [permission],
    });
    if (deadLetterQueue) {
      allowDeadLetters(deadLetterQueue, { principal: PRINCIPAL, sourceArn: topic.arn });
    }
  }
}
