import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { checkLength, checkPattern, checkRange } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkKind, checkConstructProps, objectWith, required, string } from "../core/props";
import type { IAlarmTopic } from "./alarm";
import { Alarm, TOPIC_KIND } from "./alarm";

/** Props of `MetricFilter`. */
export interface MetricFilterProps {
  /** The log, e.g. the `logGroup` of a function. */
  readonly logGroup: ILogGroupName;
  /**
   * Which lines count, up to 1024 characters, e.g. `"Task timed out"` in quotes, or
   * `{ $.level = "ERROR" }`.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
   */
  readonly filterPattern: string;
  /** Name of the metric: up to 255 characters. */
  readonly metricName: string;
  /** Namespace of the metric: up to 255 letters, digits and `.-_/#`. */
  readonly metricNamespace: string;
  /**
   * What a line adds to the metric: a number, or a field of the line, e.g. `$.duration`.
   * @default "1"
   */
  readonly metricValue?: string;
}

/** A log group, e.g. a `CloudwatchLogGroup` of the AWS provider. */
export interface ILogGroupName {
  readonly name: string;
}

export const LOG_GROUP_KIND = objectWith("a log group, e.g. fn.logGroup", "name");

const KINDS: Kinds<MetricFilterProps> = {
  logGroup: required(LOG_GROUP_KIND),
  filterPattern: required(string),
  metricName: required(string),
  metricNamespace: required(string),
  metricValue: string,
};

/** Counts lines of a log as a metric. */
export class MetricFilter extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: CloudwatchLogMetricFilter;

  /** @throws if a prop is missing, or AWS would refuse it */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: MetricFilterProps,
  ) {
    super(scope, id);
    checkConstructProps(this, MetricFilter, props, KINDS);
    const { logGroup, filterPattern, metricName, metricNamespace, metricValue = "1" } = props;
    checkLength(this, "filterPattern", filterPattern, { max: 1024 });
    checkLength(this, "metricName", metricName, { min: 1, max: 255 });
    checkPattern(this, "metricNamespace", metricNamespace, {
      pattern: /^(?!AWS\/)[\w.\-/#]{1,255}$/,
      allowed: "1 to 255 letters, digits and .-_/#, without AWS/ at the start",
      fix: 'Use the name of the app, e.g. "shop".',
    });
    this.resource = new CloudwatchLogMetricFilter(this, "Resource", {
      name: physicalName(this, 512),
      logGroupName: logGroup.name,
      pattern: escaped(filterPattern),
      metricTransformation: {
        name: metricName,
        namespace: metricNamespace,
        value: metricValue,
      },
    });
  }

  /**
   * Adds an alarm, which is sent to the topic when the sum of five minutes reaches the threshold, and
   * when it no longer does.
   * @param threshold - 1 or more
   */
  alarm(topic: IAlarmTopic, threshold = 1): Alarm {
    checkKind(this, "topic", topic, TOPIC_KIND);
    checkRange(this, "threshold", threshold, {
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      unit: "in five minutes",
    });
    const { metricName, metricNamespace: namespace, filterPattern } = this.props;
    const value = { namespace, metricName, dimensions: {}, statistic: "Sum" };
    const description = `Lines match ${filterPattern}`;
    return new Alarm(this, "Alarm", topic, { description, threshold, periods: 1, value });
  }
}
