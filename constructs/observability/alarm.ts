import type { CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import { kind, objectWith, required } from "../core/props";

/** Where alarms are sent. The resource `SnsTopic` of the AWS provider is one. */
export interface IAlarmTopic {
  /** ARN of an SNS topic of the stack's account and region. */
  readonly arn: string;
}

/** Seconds over which alarms look at a metric. */
export const PERIOD = 300;

export const TOPIC_KIND = required(objectWith("an SNS topic, e.g. new SnsTopic(this, id)", "arn"));

/** The threshold of an alarm that can be left out. */
export const THRESHOLD_KIND = kind(
  "a number, or false",
  (value) => value === false || typeof value === "number",
);

/** An option as its checks take it: `false` is nothing to check. */
export const thresholdOf = <T>(option: T | false | undefined): T | undefined =>
  option === false ? undefined : option;

/** A metric of CloudWatch with its statistic. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** E.g. `Sum` or `p99`. */
  readonly statistic: string;
}

/** What a metric, or an expression of several, must reach for an alarm. */
export interface AlarmCondition {
  readonly description: string;
  readonly threshold: number;
  /** How many periods in succession it must be reached. */
  readonly periods: number;
  readonly value: Metric | MetricExpression;
}

/** A calculation with metrics, which it names by their keys. */
export interface MetricExpression {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/**
 * An alarm that is sent to a topic when it begins and when it ends. A period without data ends it: a
 * function that nobody invokes has no errors.
 */
export class Alarm extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, topic: IAlarmTopic, condition: AlarmCondition) {
    super(scope, id);
    const { description, threshold, periods, value } = condition;
    this.resource = new CloudwatchMetricAlarm(this, "Resource", {
      alarmName: physicalName(this, 255),
      alarmDescription: escaped(description),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold,
      evaluationPeriods: periods,
      treatMissingData: "notBreaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      ...("expression" in value ? expression(value) : metric(value)),
    });
  }
}

/** Adds an alarm for each condition that there is, under its name. */
export function addAlarms(
  scope: Construct,
  topic: IAlarmTopic,
  conditions: Readonly<Record<string, AlarmCondition | undefined>>,
): void {
  for (const [name, condition] of Object.entries(conditions)) {
    if (condition !== undefined) {
      new Alarm(scope, name, topic, condition);
    }
  }
}

function metric({ statistic, dimensions, ...named }: Metric): Partial<CloudwatchMetricAlarmConfig> {
  const isPercentile = statistic.startsWith("p");
  return {
    ...named,
    dimensions: { ...dimensions },
    period: PERIOD,
    ...(isPercentile ? { extendedStatistic: statistic } : { statistic }),
  };
}

function expression({
  expression: formula,
  metrics,
}: MetricExpression): Partial<CloudwatchMetricAlarmConfig> {
  const queries = Object.entries(metrics).map(([id, { statistic, dimensions, ...named }]) => ({
    id,
    metric: { ...named, dimensions: { ...dimensions }, period: PERIOD, stat: statistic },
  }));
  return {
    metricQuery: [
      ...queries,
      { id: "value", expression: formula, label: formula, returnData: true },
    ],
  };
}
