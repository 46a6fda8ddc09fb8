import type { EnvironmentStack } from "../../../constructs";
import { lambda, MetricFilter, QueryDefinition, TraceGroup } from "../../../constructs";
import { environment, INLINE, only, synth } from "../lambda/support";
import { alarmsIn } from "./support";

const LOG = { name: "/aws/lambda/pets" };
const TIMEOUTS = {
  logGroup: LOG,
  filterPattern: '"Task timed out"',
  metricName: "Timeouts",
  metricNamespace: "shop",
};
const TOPIC = { arn: "arn:aws:sns:eu-west-1:123456789012:alarms" };

describe("a metric filter", () => {
  test("counts the lines of a function's log that match", () => {
    const stack = environment();
    const { logGroup } = new lambda.Function(stack, "Hello", INLINE);

    new MetricFilter(stack, "Timeouts", { ...TIMEOUTS, logGroup });

    expect(only(synth(stack), "aws_cloudwatch_log_metric_filter")).toMatchObject({
      name: "shop-dev-Timeouts",
      log_group_name: expect.stringMatching(
        /^\$\{aws_cloudwatch_log_group\.Hello_\w+\.name\}$/,
      ) as string,
      pattern: '"Task timed out"',
      metric_transformation: { name: "Timeouts", namespace: "shop", value: "1" },
    });
  });

  test("keeps the dollar signs and braces of a pattern from Terraform", () => {
    const stack = environment();

    new MetricFilter(stack, "Errors", { ...TIMEOUTS, filterPattern: "{ $.a = %{x} }" });

    expect(only(synth(stack), "aws_cloudwatch_log_metric_filter")).toMatchObject({
      pattern: "{ $.a = %%{x} }",
    });
  });

  test("alarms about its own metric", () => {
    const stack = environment();

    new MetricFilter(stack, "Timeouts", TIMEOUTS).alarm(TOPIC, 3);

    expect(alarmsIn(stack).Alarm).toMatchObject({
      namespace: "shop",
      metric_name: "Timeouts",
      statistic: "Sum",
      threshold: 3,
      alarm_actions: [TOPIC.arn],
    });
  });
});

test("a query definition is saved with the logs that it reads", () => {
  const stack = environment();

  new QueryDefinition(stack, "Slowest", { queryString: "sort @duration desc", logGroups: [LOG] });

  expect(only(synth(stack), "aws_cloudwatch_query_definition")).toMatchObject({
    name: "shop-dev-Slowest",
    query_string: "sort @duration desc",
    log_group_names: [LOG.name],
  });
});

test("a trace group has a name of at most 32 characters, and no insights unless they are turned on", () => {
  const stack = environment();

  new TraceGroup(stack, "SlowRequestsOfTheWholeApplication", {
    filterExpression: "responsetime > 5",
  });

  const group = only(synth(stack), "aws_xray_group");
  expect(group).toMatchObject({
    filter_expression: "responsetime > 5",
    insights_configuration: { insights_enabled: false, notifications_enabled: false },
  });
  expect(String(group.group_name)).toHaveLength(32);
});

test.each<[string, (stack: EnvironmentStack) => unknown, string]>([
  [
    "a filter without a log",
    (stack) => new MetricFilter(stack, "X", { ...TIMEOUTS, logGroup: undefined as never }),
    "dev/X: logGroup is missing; allowed: a log group, e.g. fn.logGroup",
  ],
  [
    "a namespace of AWS",
    (stack) => new MetricFilter(stack, "X", { ...TIMEOUTS, metricNamespace: "AWS/Lambda" }),
    'dev/X: metricNamespace is "AWS/Lambda"; allowed: 1 to 255 letters, digits and .-_/#, without AWS/ at the start',
  ],
  [
    "a threshold of 0",
    (stack) => new MetricFilter(stack, "X", TIMEOUTS).alarm(TOPIC, 0),
    "dev/X: threshold is 0; allowed: a whole number from 1",
  ],
  [
    "a query without text",
    (stack) => new QueryDefinition(stack, "X", { queryString: "" }),
    'dev/X: queryString is ""; allowed: 1 to 10000 characters',
  ],
  [
    "a query of 51 logs",
    (stack) =>
      new QueryDefinition(stack, "X", {
        queryString: "limit 1",
        logGroups: Array.from({ length: 51 }, () => LOG),
      }),
    "dev/X: number of logGroups is 51; allowed: up to 50",
  ],
  [
    "a group name of 33 characters",
    (stack) => new TraceGroup(stack, "X", { filterExpression: "error", groupName: "x".repeat(33) }),
    "dev/X: groupName is",
  ],
])("%s is refused", (_title, build, message) => {
  expect(() => build(environment())).toThrow(message);
});
