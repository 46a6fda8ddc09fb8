import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { checkLength, checkPattern } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, object, required, string } from "../core/props";
import type { EventSourceTarget, IEventSource } from "../lambda";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { allowDeadLetters, DEAD_LETTER_QUEUE } from "./dead-letter-queue";
import type { DeliveryOptions } from "./delivery";
import { checkDelivery, DELIVERY_KINDS, retryPolicy, stateOf } from "./delivery";
import { invokePermission } from "../lambda/invoke-permission";

/** Options of `EventBridgeEventSource`. */
export interface EventBridgeEventSourceOptions extends DeliveryOptions {
  /**
   * The events that the function gets, e.g. `{ source: ["shop.orders"] }`.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
   */
  readonly eventPattern: object;
  /**
   * Name or ARN of the event bus.
   * @default the account's default event bus
   */
  readonly eventBusName?: string;
  /**
   * What the function gets in place of the event, as JSON.
   * @default the event
   */
  readonly input?: object;
  /**
   * A standard SQS queue that gets the events that EventBridge gave up. Don't add an `SqsQueuePolicy`
   * for it: this option does.
   * @default they are lost
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  readonly deadLetterQueue?: DeadLetterQueue;
}

const KINDS: Kinds<EventBridgeEventSourceOptions> = {
  ...DELIVERY_KINDS,
  eventPattern: required(object),
  eventBusName: string,
  input: object,
  deadLetterQueue: DEAD_LETTER_QUEUE,
};
const PRINCIPAL = "events.amazonaws.com";
const MAX_PATTERN_LENGTH = 2048;

/**
 * Invokes a function, asynchronously, with the events of an EventBridge event bus that match a pattern.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
 */
export class EventBridgeEventSource implements IEventSource {
  /** @param id - of the rule among the function's event sources; part of its name */
  constructor(
    private readonly id: string,
    private readonly options: EventBridgeEventSourceOptions,
  ) {}

  /** @throws if AWS would refuse an option */
  bind(fn: EventSourceTarget): void {
    const { id, options } = this;
    checkKind(fn, "id of the event source", id, required(string));
    checkProps(fn, options, KINDS);
    const scope = new Construct(fn, id);
    checkOptions(scope, options);
    const { eventPattern, eventBusName, description, input, deadLetterQueue } = options;
    const rule = new CloudwatchEventRule(scope, "Resource", {
      name: physicalName(scope, 64),
      eventPattern: escaped(JSON.stringify(eventPattern)),
      eventBusName,
      description: escaped(description),
      state: stateOf(options),
    });
    const permission = invokePermission(scope, "Permission", fn, {
      principal: PRINCIPAL,
      sourceArn: rule.arn,
    });
    if (deadLetterQueue) {
      allowDeadLetters(deadLetterQueue, { principal: PRINCIPAL, sourceArn: rule.arn });
    }
    new CloudwatchEventTarget(scope, "Target", {
      rule: rule.name,
      eventBusName,
      arn: fn.functionArn,
      input: input && escaped(JSON.stringify(input)),
      retryPolicy: retryPolicy(options),
      deadLetterConfig: deadLetterQueue && { arn: deadLetterQueue.arn },
      dependsOn: [permission],
    });
  }
}

function checkOptions(scope: Construct, options: EventBridgeEventSourceOptions): void {
  checkLength(scope, "eventPattern", JSON.stringify(options.eventPattern), {
    max: MAX_PATTERN_LENGTH,
  });
  checkPattern(scope, "eventPattern", JSON.stringify(options.eventPattern), {
    pattern: /^\{.+\}$/s,
    allowed: "a pattern with at least one field",
    fix: 'Write one, e.g. { source: ["shop.orders"] }.',
  });
  checkDelivery(scope, options);
}
