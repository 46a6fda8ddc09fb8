import { parseFunctionReference } from "../../lambda/config/function-reference";
import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform";
import type { EventSourceDescription } from "./description";

type Readable = (text: string) => string;

/** ARNs, names or addresses. */
interface Subscription {
  readonly source: string;
  readonly target: string | undefined;
}

type Reader = (resource: ResolvedResource, stack: ResolvedStack) => readonly Subscription[];

const READERS: Readonly<Record<string, Reader>> = {
  aws_lambda_event_source_mapping: (mapping) =>
    mapping.boolean("enabled") === false
      ? []
      : [
          {
            source: mapping.string("event_source_arn") ?? mapping.address,
            target: mapping.string("function_name"),
          },
        ],
  aws_sns_topic_subscription: (subscription) =>
    // The endpoint of another protocol, such as a person's address, isn't shown.
    ["lambda", "sqs", "firehose"].includes(subscription.string("protocol") ?? "")
      ? [
          {
            source: subscription.string("topic_arn") ?? "",
            target: subscription.string("endpoint"),
          },
        ]
      : [],
  aws_s3_bucket_notification: (notification, stack) => {
    const name = notification.string("bucket");
    const bucket = stack.ofType("aws_s3_bucket").find((one) => one.string("id") === name);
    const source = bucket?.address ?? `arn:aws:s3:::${name}`;
    const targets = (block: string, arn: string) =>
      notification.blocks(block).map((one) => ({ source, target: one.string(arn) }));
    return [
      ...targets("lambda_function", "lambda_function_arn"),
      ...targets("queue", "queue_arn"),
      ...targets("topic", "topic_arn"),
    ];
  },
  aws_cloudwatch_event_target: (target, stack) => {
    const name = target.string("rule");
    const bus = target.string("event_bus_name") ?? "default";
    const rule = stack
      .ofType("aws_cloudwatch_event_rule")
      .find(
        (one) => one.string("name") === name && (one.string("event_bus_name") ?? "default") === bus,
      );
    const isOff = rule?.string("state") === "DISABLED" || rule?.boolean("is_enabled") === false;
    const source = rule?.address ?? `rule ${name}`;
    return isOff ? [] : [{ source, target: target.string("arn") }];
  },
  aws_scheduler_schedule: (schedule) =>
    schedule.string("state") === "DISABLED"
      ? []
      : [{ source: schedule.address, target: schedule.blocks("target")[0]?.string("arn") }],
};

/** The types of resources that pass events on. */
export const EVENT_SOURCE_TYPES = Object.keys(READERS);

/** Who gets events of what, unless it is switched off. */
export function describeEventSource(
  stack: ResolvedStack,
  resource: ResolvedResource,
  readable: Readable,
): EventSourceDescription {
  const subscriptions = READERS[resource.type]?.(resource, stack) ?? [];
  return {
    address: resource.address,
    subscriptions: subscriptions.flatMap(({ source, target }) =>
      target === undefined
        ? []
        : [{ source: readable(source), target: targetName(stack, target, readable) }],
    ),
  };
}

/** A function by any of its aliases and versions. */
function targetName(stack: ResolvedStack, target: string, readable: Readable): string {
  const name = parseFunctionReference(target)?.name;
  const isFunction = (fn: Attributes) => fn.string("function_name") === name;
  return stack.ofType("aws_lambda_function").find(isFunction)?.address ?? readable(target);
}
