import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { Construct } from "constructs";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, kind, object, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import type { EventSourceTarget, IEventSource } from "../lambda";
import { onBehalfOf, policyDocument, trustPolicy } from "../lambda/policy";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { DEAD_LETTER_QUEUE } from "./dead-letter-queue";
import type { DeliveryOptions } from "./delivery";
import { checkDelivery, DELIVERY_KINDS, retryPolicy, stateOf } from "./delivery";
import { keyStatements, SEND_WITH_KEY } from "./encryption";
import { Schedule } from "./schedule";

/** Options of `ScheduleEventSource`. */
export interface ScheduleEventSourceOptions extends DeliveryOptions {
  /**
   * What the function gets, as JSON.
   * @default an event of the source `aws.scheduler`
   */
  readonly input?: object;
  /**
   * A standard SQS queue that gets the events that the scheduler gave up.
   * @default they are lost
   */
  readonly deadLetterQueue?: DeadLetterQueue;
}

const KINDS: Kinds<ScheduleEventSourceOptions> = {
  ...DELIVERY_KINDS,
  input: object,
  deadLetterQueue: DEAD_LETTER_QUEUE,
};
const SCHEDULE = required(
  kind("a schedule, e.g. Schedule.rate(Duration.minutes(5))", (value) => value instanceof Schedule),
);

/**
 * Invokes a function, asynchronously, by a schedule of EventBridge Scheduler.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 */
export class ScheduleEventSource implements IEventSource {
  /** @param id - of the schedule among the function's event sources; part of its name */
  constructor(
    private readonly id: string,
    private readonly schedule: Schedule,
    private readonly options: ScheduleEventSourceOptions = {},
  ) {}

  /** @throws if AWS would refuse the schedule or an option */
  bind(fn: EventSourceTarget): void {
    const { id, schedule, options } = this;
    checkKind(fn, "id of the event source", id, required(string));
    checkKind(fn, "schedule", schedule, SCHEDULE);
    checkProps(fn, options, KINDS);
    const scope = new Construct(fn, id);
    if (schedule.problem) {
      refuse(scope, schedule.problem);
    }
    if (schedule.warning !== undefined) {
      warn(scope, schedule.warning);
    }
    checkDelivery(scope, options);
    const { input, deadLetterQueue, description } = options;
    const { role, policy } = schedulerRole(scope, fn, deadLetterQueue);
    new SchedulerSchedule(scope, "Resource", {
      name: physicalName(scope, 64),
      description: escaped(description),
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: schedule.timeZone,
      state: stateOf(options),
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: fn.functionArn,
        roleArn: role.arn,
        input: input && escaped(JSON.stringify(input)),
        retryPolicy: retryPolicy(options),
        deadLetterConfig: deadLetterQueue && { arn: deadLetterQueue.arn },
      },
      dependsOn: [policy],
    });
  }
}

/** The role by which the scheduler invokes the function, and sends what it gives up to the queue. */
function schedulerRole(
  scope: Construct,
  fn: EventSourceTarget,
  queue: DeadLetterQueue | undefined,
) {
  const role = new IamRole(scope, "Role", {
    name: physicalName(scope, 64),
    // The source is the group of the schedule: a schedule's own ARN matches nothing.
    assumeRolePolicy: trustPolicy(
      "scheduler.amazonaws.com",
      onBehalfOf(scope, "scheduler", "schedule-group/default"),
    ),
  });
  const statements = [
    { actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] },
    ...(queue ? [{ actions: ["sqs:SendMessage"], resources: [queue.arn] }] : []),
    ...(queue ? keyStatements(queue, queue.kmsMasterKeyIdInput, SEND_WITH_KEY) : []),
  ];
  const policy = new IamRolePolicy(scope, "Policy", {
    name: "invoke",
    role: role.id,
    policy: policyDocument(statements),
  });
  return { role, policy };
}
