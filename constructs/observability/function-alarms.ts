import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { checkRange } from "../core/checks";
import { checkDuration } from "../core/check-duration";
import { Duration } from "../core/duration";
import { isKnown } from "../core/known";
import type { Kinds } from "../core/props";
import { checkedElsewhere, checkKind, checkProps, objectWith } from "../core/props";
import type { AlarmCondition, IAlarmTopic, Metric } from "./alarm";
import { addAlarms, THRESHOLD_KIND, thresholdOf, TOPIC_KIND } from "./alarm";
import { deadLetterQueueOf, readsStream } from "./function-neighbours";

/** When a function alarms. All alarms look at periods of five minutes. */
export interface FunctionAlarmOptions {
  /**
   * Invocations that fail in a period, 1 or more; false for no such alarm.
   * @default 1
   */
  readonly errors?: number | false;
  /**
   * Invocations that Lambda refuses in a period for want of concurrency, 1 or more; false for no such
   * alarm.
   * @default 1
   */
  readonly throttles?: number | false;
  /**
   * How much of the timeout the slowest 1 % of the invocations take in three periods, 1 to 100
   * percent; false for no such alarm.
   * @default 80
   */
  readonly durationPercent?: number | false;
  /**
   * How long the records of a stream wait for the function in three periods, 1 second to 7 days;
   * false for no such alarm.
   * @default Duration.minutes(5) if an event source of the function is a stream, else false
   */
  readonly iteratorAge?: Duration | false;
  /**
   * Messages in the dead-letter queue, 1 or more; false for no such alarm.
   * @default 1 if there is a dead-letter queue
   */
  readonly deadLetters?: number | false;
  /**
   * The dead-letter queue, e.g. an `SqsQueue` of the AWS provider.
   * @default the queue of the stack that deadLetterTargetArn refers to
   */
  readonly deadLetterQueue?: IQueueName;
}

/** A queue, as alarms know it. */
export interface IQueueName {
  readonly name: string;
}

/** A function, as alarms know it. */
export interface AlarmingFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly timeoutSeconds: number;
}

const KINDS: Kinds<FunctionAlarmOptions> = {
  errors: THRESHOLD_KIND,
  throttles: THRESHOLD_KIND,
  durationPercent: THRESHOLD_KIND,
  iteratorAge: checkedElsewhere,
  deadLetters: THRESHOLD_KIND,
  deadLetterQueue: objectWith("a queue, e.g. new SqsQueue(this, id)", "name"),
};

const MANY = Number.MAX_SAFE_INTEGER;
const WEEK = 7 * 24 * 60 * 60;

/**
 * The alarms of a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class FunctionAlarms extends Construct {
  /** @throws if an option is out of range */
  constructor(
    private readonly fn: AlarmingFunction,
    id: string,
    topic: IAlarmTopic,
    options: FunctionAlarmOptions = {},
  ) {
    super(fn, id);
    checkKind(this, "topic", topic, TOPIC_KIND);
    checkOptions(this, options);
    addAlarms(this, topic, this.conditions(options));
  }

  private conditions(options: FunctionAlarmOptions): Record<string, AlarmCondition | undefined> {
    const { errors = 1, throttles = 1, durationPercent = 80 } = options;
    return {
      Errors: counted("Invocations failed.", errors, this.metric("Errors", "Sum")),
      Throttles: counted(
        "Invocations were refused for want of concurrency.",
        throttles,
        this.metric("Throttles", "Sum"),
      ),
      Duration: durationPercent === false ? undefined : this.duration(durationPercent),
      IteratorAge: this.iteratorAge(options.iteratorAge),
      DeadLetters: this.deadLetters(options),
    };
  }

  private duration(percent: number): AlarmCondition {
    const timeout = this.fn.timeoutSeconds;
    const millis = 10 * percent;
    return {
      description: `Invocations take ${percent} % of the timeout, or more.`,
      threshold: isKnown(timeout) ? timeout * millis : Token.asNumber(Op.mul(timeout, millis)),
      periods: 3,
      value: this.metric("Duration", "p99"),
    };
  }

  private iteratorAge(given: Duration | false | undefined): AlarmCondition | undefined {
    const age = given ?? (readsStream(this.fn) && Duration.minutes(5));
    return age === false
      ? undefined
      : {
          description: "Records of a stream wait for the function.",
          threshold: age.in("milliseconds"),
          periods: 3,
          value: this.metric("IteratorAge", "Maximum"),
        };
  }

  private deadLetters(options: FunctionAlarmOptions): AlarmCondition | undefined {
    const { deadLetters = 1, deadLetterQueue = deadLetterQueueOf(this.fn) } = options;
    return deadLetterQueue === undefined
      ? undefined
      : counted("The dead-letter queue holds messages.", deadLetters, {
          namespace: "AWS/SQS",
          metricName: "ApproximateNumberOfMessagesVisible",
          dimensions: { QueueName: deadLetterQueue.name },
          statistic: "Maximum",
        });
  }

  private metric(metricName: string, statistic: string): Metric {
    const dimensions = { FunctionName: this.fn.resource.functionName };
    return { namespace: "AWS/Lambda", metricName, dimensions, statistic };
  }
}

function counted(
  description: string,
  threshold: number | false,
  value: Metric,
): AlarmCondition | undefined {
  return threshold === false ? undefined : { description, threshold, periods: 1, value };
}

function checkOptions(scope: Construct, options: FunctionAlarmOptions): void {
  checkProps(scope, options, KINDS);
  const { durationPercent, iteratorAge } = options;
  for (const what of ["errors", "throttles", "deadLetters"] as const) {
    checkRange(scope, what, thresholdOf(options[what]), { min: 1, max: MANY, unit: "in a period" });
  }
  checkRange(scope, "durationPercent", thresholdOf(durationPercent), {
    min: 1,
    max: 100,
    unit: "percent",
  });
  checkDuration(scope, "iteratorAge", thresholdOf(iteratorAge), {
    min: 1,
    max: WEEK,
    unit: "seconds",
  });
}
