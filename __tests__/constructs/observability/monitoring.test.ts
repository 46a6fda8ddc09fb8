import { Testing } from "cdktf";
import { HttpApi, HttpUrlIntegration, lambda, Monitoring } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs";
import { resolved } from "../../../constructs/core/resolved";
import { SystemsStack } from "../../../main";
import { environment, INLINE, only, synth } from "../lambda/support";
import { alarmsIn } from "./support";

function stackWithSystem(): { stack: EnvironmentStack; fn: lambda.Function } {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);
  new HttpApi(stack, "Api").addRoute("GET /", new HttpUrlIntegration("https://example.com"));
  return { stack, fn };
}

describe("monitoring", () => {
  test("adds alarms to all functions and stages, with the given thresholds and one topic", () => {
    const { stack } = stackWithSystem();

    new Monitoring(stack, "Monitoring", {
      functionAlarms: { errors: 3 },
      stageAlarms: { serverErrorPercent: 5 },
    });

    const alarms = alarmsIn(stack);
    expect(Object.keys(alarms)).toHaveLength(7);
    expect(alarms.Errors).toMatchObject({ threshold: 3 });
    expect(alarms.ServerErrors).toMatchObject({ threshold: 5 });
    const topics = Object.values(alarms).flatMap(({ alarm_actions: actions }) => actions);
    expect([...new Set(topics)]).toEqual([
      expect.stringMatching(/^\$\{aws_sns_topic\.Monitoring_Topic_\w+\.arn\}$/),
    ]);
  });

  test.each([undefined, { arn: "arn:aws:sns:eu-west-1:123456789012:mine" }])(
    "sends the alarms of the topic %j to an email address",
    (topic) => {
      const { stack } = stackWithSystem();

      const monitoring = new Monitoring(stack, "Monitoring", { topic, email: "ops@example.com" });

      expect(only(synth(stack), "aws_sns_topic_subscription")).toEqual({
        topic_arn: resolved(monitoring, monitoring.topic.arn),
        protocol: "email",
        endpoint: "ops@example.com",
      });
    },
  );

  test("refuses what isn't an email address", () => {
    expect(() => new Monitoring(environment(), "Monitoring", { email: "ops" })).toThrow(
      'dev/Monitoring: email is "ops"; allowed: an email address.',
    );
  });

  test("leaves alarms as they are that exist already, and shows them on its dashboard", () => {
    const { stack, fn } = stackWithSystem();
    const topic = { arn: "arn:aws:sns:eu-west-1:123456789012:mine" };
    fn.alarms(topic, { errors: 7, throttles: false, durationPercent: false });

    new Monitoring(stack, "Monitoring", { topic });

    expect(alarmsIn(stack).Errors).toMatchObject({ threshold: 7 });
    const { dashboard_body: body } = only(synth(stack), "aws_cloudwatch_dashboard");
    expect(String(body).match(/\$\{aws_cloudwatch_metric_alarm\.\w+[\w-]*\.arn\}/g)).toHaveLength(
      5,
    );
  });

  test("is off in dev, and on in prod", () => {
    const dev = synth(new SystemsStack(Testing.app(), "dev")).resource;
    const prod = synth(new SystemsStack(Testing.app(), "prod")).resource;

    expect(dev).not.toHaveProperty("aws_cloudwatch_metric_alarm");
    expect(Object.keys(prod.aws_cloudwatch_metric_alarm ?? {}).length).toBeGreaterThan(30);
    expect(prod).toHaveProperty("aws_cloudwatch_dashboard");
  });
});
