import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkLength, checkPattern, checkRange } from "../core/checks";
import type { Duration } from "../core/duration";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import {
  boolean,
  checkedElsewhere,
  checkKind,
  checkProps,
  number,
  object,
  required,
  string,
} from "../core/props";
import type { EventSourceTarget, IEventSource } from "../lambda";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { allowDeadLetters, checkDeadLetterQueue, DEAD_LETTER_QUEUE } from "./dead-letter-queue";
import { invokePermission } from "../lambda/invoke-permission";

/** Options of `EventBridgeEventSource`. */
export interface EventBridgeEventSourceOptions {
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
   * How often EventBridge tries again to hand an event to Lambda: 0 to 185 times. Failures of the
   * function itself are Lambda's to retry.
   * @default 185
   */
  readonly retryAttempts?: number;
  /**
   * Age at which it gives up: whole seconds, 60 seconds to 24 hours.
   * @default 24 hours
   */
  readonly maxEventAge?: Duration;
  /**
   * A standard SQS queue that gets the events that EventBridge gave up. Don't add an `SqsQueuePolicy`
   * for it: this option does.
   * @default they are lost
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  readonly deadLetterQueue?: DeadLetterQueue;
  /**
   * Up to 512 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Whether events invoke the function.
   * @default true
   */
  readonly enabled?: boolean;
}

const KINDS: Kinds<EventBridgeEventSourceOptions> = {
  eventPattern: required(object),
  eventBusName: string,
  input: object,
  retryAttempts: number,
  maxEventAge: checkedElsewhere,
  deadLetterQueue: DEAD_LETTER_QUEUE,
  description: string,
  enabled: boolean,
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
    const { eventPattern, eventBusName, description, enabled, input, deadLetterQueue } = options;
    const rule = new CloudwatchEventRule(scope, "Resource", {
      name: physicalName(scope, 64),
      eventPattern: escaped(JSON.stringify(eventPattern)),
      eventBusName,
      description: escaped(description),
      state: (enabled ?? true) ? "ENABLED" : "DISABLED",
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
  checkLength(scope, "description", options.description, { max: 512 });
  checkDeadLetterQueue(scope, options.deadLetterQueue);
  checkRetries(scope, options);
}

/** Refuses what EventBridge and its scheduler don't accept. */
export function checkRetries(
  scope: Construct,
  {
    retryAttempts,
    maxEventAge,
  }: Pick<EventBridgeEventSourceOptions, "retryAttempts" | "maxEventAge">,
): void {
  checkRange(scope, "retryAttempts", retryAttempts, { min: 0, max: 185, unit: "retries" });
  checkDuration(scope, "maxEventAge", maxEventAge, { min: 60, max: 86_400, unit: "seconds" });
}

/** Undefined if neither option is given: AWS then uses its own values. */
export function retryPolicy({
  retryAttempts,
  maxEventAge,
}: Pick<EventBridgeEventSourceOptions, "retryAttempts" | "maxEventAge">) {
  if (retryAttempts === undefined && maxEventAge === undefined) {
    return undefined;
  }
  return {
    maximumRetryAttempts: retryAttempts ?? 185,
    maximumEventAgeInSeconds: maxEventAge?.in("seconds") ?? 86_400,
  };
}
