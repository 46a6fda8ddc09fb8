import { randomUUID } from "node:crypto";
import { readDeliveryTarget, type DeliveryTarget } from "../delivery";
import type { Rule } from "../event-bridge/rule";
import { targetInput } from "../event-bridge/target-input";
import { type Attributes, constructPath, type ResolvedResource, StackError } from "../../terraform";
import { isJson } from "../targets";
import { parseSchedule } from "./expression";

export const SCHEDULE_TYPE = "aws_scheduler_schedule";

/** What fires by the clock: a rule of EventBridge, or a schedule of EventBridge Scheduler. */
export interface Schedule {
  readonly address: string;
  /** Undefined if the stack isn't CDKTF's. */
  readonly constructPath: string | undefined;
  readonly name: string;
  readonly expression: string;
  /** @default UTC */
  readonly timeZone: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly targets: readonly ScheduleTarget[];
  /** Attribute of messages in dead-letter queues. */
  readonly origin: Readonly<Record<string, string>>;
}

export interface ScheduleTarget extends DeliveryTarget {
  /** The event for a time. */
  readonly event: (time: Date) => string;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
export function ruleSchedule(rule: Rule, expression: string): Schedule {
  const { address, name, arn: ruleArn, region, accountId, targets } = rule;
  checkExpression(address, expression);
  if (rule.bus !== "default") {
    throw new StackError(
      `${address}: ScheduleExpression is supported only on the default event bus`,
    );
  }
  const source = { source: "aws.events", region, accountId, arn: ruleArn };
  return {
    address,
    constructPath: rule.constructPath,
    name,
    expression,
    timeZone: undefined,
    start: undefined,
    end: undefined,
    origin: { RULE_ARN: ruleArn },
    targets: targets.map(({ input, ...target }) => ({
      ...target,
      event: (time) => targetInput(input, scheduledEvent(source, time, {}), rule),
    })),
  };
}

/**
 * @returns undefined if the schedule is disabled
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule.html
 */
export function schedulerSchedule(resource: ResolvedResource): Schedule | undefined {
  const { address } = resource;
  const expression = resource.string("schedule_expression") ?? "";
  const timeZone = resource.string("schedule_expression_timezone");
  const name = resource.string("name") ?? "";
  checkExpression(address, expression, timeZone);
  if (resource.string("state") === "DISABLED") {
    return undefined;
  }
  const scheduleArn = resource.string("arn") ?? "";
  const [, , , region = "", accountId = ""] = scheduleArn.split(":");
  const source = { source: "aws.scheduler", region, accountId, arn: scheduleArn };
  const targets = resource.blocks("target").map((target): ScheduleTarget => {
    const input = target.string("input");
    if (input !== undefined && !isJson(withContext(input, scheduleArn, new Date()))) {
      checkText(address, target, input);
    }
    return {
      ...readDeliveryTarget(target),
      event: (time) =>
        input === undefined
          ? // Of rules, the detail is an object.
            JSON.stringify(scheduledEvent(source, time, "{}"))
          : withContext(input, scheduleArn, time),
    };
  });
  const [start, end] = [resource.string("start_date"), resource.string("end_date")];
  const origin = { SCHEDULE_ARN: scheduleArn };
  return {
    address,
    constructPath: constructPath(resource),
    name,
    expression,
    timeZone,
    start,
    end,
    targets,
    origin,
  };
}

interface EventOrigin {
  readonly source: string;
  readonly region: string;
  readonly accountId: string;
  readonly arn: string;
}

function scheduledEvent(origin: EventOrigin, time: Date, detail: object | string): object {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: origin.source,
    account: origin.accountId,
    time: seconds(time),
    region: origin.region,
    resources: [origin.arn],
    detail,
  };
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function withContext(input: string, scheduleArn: string, time: Date): string {
  return input
    .replaceAll("<aws.scheduler.schedule-arn>", scheduleArn)
    .replaceAll("<aws.scheduler.scheduled-time>", seconds(time))
    .replaceAll("<aws.scheduler.execution-id>", randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
}

/** AWS's times have no milliseconds. */
function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}

/**
 * Functions and event buses get only JSON; other targets, such as queues, get any text.
 * @throws StackError if a target can't get a text
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html
 */
function checkText(address: string, target: Attributes, input: string): void {
  const [, , service = ""] = (target.string("arn") ?? "").split(":");
  if (["lambda", "events"].includes(service)) {
    throw new StackError(
      `${address}.target.input: ${JSON.stringify(input)} isn't JSON; functions and event buses get ` +
        "only JSON: put a text in double quotes",
    );
  }
}

function checkExpression(address: string, expression: string, timeZone?: string): void {
  try {
    parseSchedule(expression, timeZone).next(new Date());
  } catch (error) {
    throw new StackError(`${address}: ${(error as Error).message}`);
  }
}
