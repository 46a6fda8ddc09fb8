import { Construct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkRange } from "../core/checks";
import { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { checkedElsewhere, checkKind, checkProps } from "../core/props";
import type { AlarmCondition, IAlarmTopic, Metric } from "./alarm";
import { addAlarms, THRESHOLD_KIND, thresholdOf, TOPIC_KIND } from "./alarm";
import type { StageMetrics } from "./stage-metrics";
import type { Line } from "./widgets";

/** When a stage of an API alarms. All alarms look at periods of five minutes. */
export interface StageAlarmOptions {
  /**
   * Responses with a status from 500, or in a WebSocket API failed integrations, in a period, 1 to 100 percent of the requests; false for no such
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
   * millisecond to 15 minutes; false for no such alarm. WebSocket APIs have none.
   * @default Duration.seconds(5)
   */
  readonly latency?: Duration | false;
  /**
   * The same for the time that API Gateway waits for integrations.
   * @default Duration.seconds(4)
   */
  readonly integrationLatency?: Duration | false;
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
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
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
    addAlarms(this, topic, this.conditions(options));
  }

  private conditions(options: StageAlarmOptions): Record<string, AlarmCondition | undefined> {
    const { serverErrors, clientErrors, hasLatency } = this.metrics;
    const { serverErrorPercent = 1, clientErrorPercent = 25 } = options;
    const { latency = Duration.seconds(5), integrationLatency = Duration.seconds(4) } = options;
    return {
      ServerErrors: this.rate("Requests fail.", serverErrors, serverErrorPercent, 1),
      ClientErrors: this.rate("Requests are refused.", clientErrors, clientErrorPercent, 3),
      Latency: this.time("Responses take long.", "Latency", hasLatency && latency),
      IntegrationLatency: this.time(
        "Integrations take long.",
        "IntegrationLatency",
        integrationLatency,
      ),
    };
  }

  private rate(
    description: string,
    errorNames: readonly string[],
    percent: number | false,
    periods: number,
  ): AlarmCondition | undefined {
    if (percent === false) {
      return undefined;
    }
    const errors = this.sum(
      "errors",
      errorNames.map((metricName) => ({ metricName, stat: "Sum" })),
    );
    const requests = this.sum("requests", this.metrics.requests);
    const expression = `100 * ${errors.expression} / ${requests.expression}`;
    const value = { expression, metrics: { ...errors.metrics, ...requests.metrics } };
    return { description, threshold: percent, periods, value };
  }

  /** The sum of metrics; one that CloudWatch has no data of in a period counts as 0. */
  private sum(
    id: string,
    lines: readonly Line[],
  ): { readonly expression: string; readonly metrics: Record<string, Metric> } {
    const isSingle = lines.length === 1;
    const ids = lines.map((_, index) => (isSingle ? id : `${id}${index + 1}`));
    const metrics = lines.map(({ metricName, stat }, index) => [
      ids[index],
      this.metric(metricName, stat),
    ]);
    return {
      expression: isSingle ? id : `(${ids.map((one) => `FILL(${one}, 0)`).join(" + ")})`,
      metrics: Object.fromEntries(metrics) as Record<string, Metric>,
    };
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
