import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct, IConstruct } from "constructs";
import { refuse } from "../core/refusal";
import { resolved } from "../core/resolved";
import { resourceKind } from "../core/resource-kind";
import { warn } from "../core/warning";

/** An SQS queue for events that couldn't be delivered, e.g. the provider's `SqsQueue`. */
export interface DeadLetterQueue extends Construct {
  readonly arn: string;
  /** URL of the queue. */
  readonly id: string;
  /** @default false */
  readonly fifoQueueInput?: unknown;
  /** ID, ARN or alias of the KMS key. @default encrypted with SQS's own key */
  readonly kmsMasterKeyIdInput?: string;
  /** The queue's own policy. @default none */
  readonly policyInput?: string;
}

/** The kind of the option `deadLetterQueue`. */
export const DEAD_LETTER_QUEUE = resourceKind("queue", "arn", "id", "node");

/** @throws if the queue can't take events that a service gave up */
export function checkDeadLetterQueue(scope: IConstruct, queue: DeadLetterQueue | undefined): void {
  if (queue?.fifoQueueInput === true) {
    refuse(scope, {
      what: "deadLetterQueue",
      value: queue.node.path,
      allowed: "a standard queue",
      fix: "Use a queue without fifoQueue.",
    });
  }
}

/** What sends to a queue by itself, on behalf of one resource. */
export interface Sender {
  /** The service, e.g. `sns.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn: string;
}

/**
 * Lets a service send to a dead-letter queue. All senders share the queue's one policy; if the queue
 * has a policy of its own, a warning has what to allow in it.
 */
export function allowDeadLetters(queue: DeadLetterQueue, sender: Sender): void {
  warnOfKey(queue, sender);
  if (queue.policyInput !== undefined) {
    warn(
      queue,
      `the queue has a policy of its own, which must allow ${sender.principal} the action sqs:SendMessage. Otherwise events that can't be delivered are lost.`,
    );
    return;
  }
  const policy = policies.get(queue) ?? new QueuePolicy(queue);
  policies.set(queue, policy);
  policy.allow(sender);
}

/**
 * A service sends by itself, so a policy of a role has no effect: the key must admit it.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
 */
function warnOfKey(queue: DeadLetterQueue, { principal }: Sender): void {
  const key = queue.kmsMasterKeyIdInput;
  if (key === undefined) {
    return;
  }
  warn(
    queue,
    `the queue is encrypted with the KMS key ${String(resolved(queue, key))}, whose policy must allow ${principal} the actions kms:Decrypt and kms:GenerateDataKey. Otherwise events that can't be delivered are lost. AWS's own key, alias/aws/sqs, allows them to no service: use one of yours, or leave kmsMasterKeyId out for SQS's encryption.`,
  );
}

/** The policy of a queue: a second one would overwrite the first. */
class QueuePolicy {
  private readonly senders: Sender[] = [];
  private readonly resource: SqsQueuePolicy;

  constructor(private readonly queue: DeadLetterQueue) {
    this.resource = new SqsQueuePolicy(queue, "DeadLetters", {
      queueUrl: queue.id,
      policy: "",
    });
  }

  allow(sender: Sender): void {
    this.senders.push(sender);
    this.resource.policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: this.senders.map(({ principal, sourceArn }) => ({
        Effect: "Allow",
        Principal: { Service: principal },
        Action: "sqs:SendMessage",
        Resource: this.queue.arn,
        Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
      })),
    });
  }
}

const policies = new WeakMap<DeadLetterQueue, QueuePolicy>();
