import { Construct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkRange } from "../core/checks";
import { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { checkedElsewhere, checkKind, checkProps } from "../core/props";
import type { AlarmCondition, IAlarmTopic, Metric } from "./alarm";
import { Alarm, THRESHOLD_KIND, thresholdOf, TOPIC_KIND } from "./alarm";

/** When a stage of an API alarms. All alarms look at periods of five minutes. */
export interface StageAlarmOptions {
  /**
   * Responses with a status from 500 in a period, 1 to 100 percent of the requests; false for no such
   * alarm.
   * @default 1
   */
  readonly serverErrorPercent?: number | false;
  /**
   * Responses with a status from 400 to 499 in three periods, 1 to 100 percent of the requests; false
   * for no such alarm.
   * @default 25
   */
  readonly clientErrorPercent?: number | false;
  /**
   * The time within which 99 % of the requests have their response in one of three periods, 1
   * millisecond to 15 minutes; false for no such alarm.
   * @default Duration.seconds(5)
   */
  readonly latency?: Duration | false;
  /**
   * The same for the time that API Gateway waits for integrations.
   * @default Duration.seconds(4)
   */
  readonly integrationLatency?: Duration | false;
}

/** The metrics of a stage, which HTTP APIs and REST APIs name differently. */
export interface StageMetrics {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly clientErrors: string;
  readonly serverErrors: string;
}

const KINDS: Kinds<StageAlarmOptions> = {
  serverErrorPercent: THRESHOLD_KIND,
  clientErrorPercent: THRESHOLD_KIND,
  latency: checkedElsewhere,
  integrationLatency: checkedElsewhere,
};

/**
 * The alarms of a stage.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export class StageAlarms extends Construct {
  /** @throws if an option is out of range */
  constructor(
    stage: Construct,
    id: string,
    private readonly metrics: StageMetrics,
    topic: IAlarmTopic,
    options: StageAlarmOptions = {},
  ) {
    super(stage, id);
    checkKind(this, "topic", topic, TOPIC_KIND);
    checkOptions(this, options);
    for (const [name, condition] of Object.entries(this.conditions(options))) {
      if (condition !== undefined) {
        new Alarm(this, name, topic, condition);
      }
    }
  }

  private conditions(options: StageAlarmOptions): Record<string, AlarmCondition | undefined> {
    const { serverErrors, clientErrors } = this.metrics;
    const { serverErrorPercent = 1, clientErrorPercent = 25 } = options;
    const { latency = Duration.seconds(5), integrationLatency = Duration.seconds(4) } = options;
    return {
      ServerErrors: this.rate("Requests fail.", serverErrors, serverErrorPercent, 1),
      ClientErrors: this.rate("Requests are refused.", clientErrors, clientErrorPercent, 3),
      Latency: this.time("Responses take long.", "Latency", latency),
      IntegrationLatency: this.time(
        "Integrations take long.",
        "IntegrationLatency",
        integrationLatency,
      ),
    };
  }

  private rate(
    description: string,
    metricName: string,
    percent: number | false,
    periods: number,
  ): AlarmCondition | undefined {
    if (percent === false) {
      return undefined;
    }
    const metrics = {
      errors: this.metric(metricName, "Sum"),
      requests: this.metric("Count", "SampleCount"),
    };
    const value = { expression: "100 * errors / requests", metrics };
    return { description, threshold: percent, periods, value };
  }

  private time(
    description: string,
    metricName: string,
    time: Duration | false,
  ): AlarmCondition | undefined {
    return time === false
      ? undefined
      : {
          description,
          threshold: time.in("milliseconds"),
          periods: 3,
          value: this.metric(metricName, "p99"),
        };
  }

  private metric(metricName: string, statistic: string): Metric {
    const { dimensions } = this.metrics;
    return { namespace: "AWS/ApiGateway", metricName, dimensions, statistic };
  }
}

function checkOptions(scope: Construct, options: StageAlarmOptions): void {
  checkProps(scope, options, KINDS);
  for (const what of ["serverErrorPercent", "clientErrorPercent"] as const) {
    checkRange(scope, what, thresholdOf(options[what]), { min: 1, max: 100, unit: "percent" });
  }
  for (const what of ["latency", "integrationLatency"] as const) {
    checkDuration(scope, what, thresholdOf(options[what]), {
      min: 1,
      max: 15 * 60 * 1000,
      unit: "milliseconds",
    });
  }
}
