import { TerraformVariable } from "cdktf";
import type { EnvironmentStack } from "../../../constructs";
import { Dashboard, Duration, HttpApi, HttpUrlIntegration, lambda } from "../../../constructs";
import { MockIntegration, RestApi } from "../../../constructs";
import { alarmWidgets, graphWidget, placed } from "../../../constructs/observability/widgets";
import { environment, INLINE, only, synth } from "../lambda/support";

interface Graph {
  readonly title: string;
  readonly metrics: readonly (readonly unknown[])[];
  readonly annotations?: object;
}

/** The graphs of a stack's dashboard, by their titles. */
function graphsOf(stack: EnvironmentStack): Readonly<Record<string, Graph>> {
  new Dashboard(stack, "Dashboard");
  const { dashboard_body: body } = only(synth(stack), "aws_cloudwatch_dashboard");
  const { widgets } = JSON.parse(String(body)) as { widgets: { properties: Graph }[] };
  return Object.fromEntries(widgets.map(({ properties }) => [properties.title, properties]));
}

describe("a dashboard", () => {
  test("shows invocations and durations of each function, with its timeout", () => {
    const stack = environment();
    new lambda.Function(stack, "Hello", { ...INLINE, timeout: Duration.seconds(10) });

    const graphs = graphsOf(stack);

    expect(Object.keys(graphs)).toEqual(["Hello: invocations", "Hello: duration (ms)"]);
    const name = expect.stringMatching(
      /^\$\{aws_lambda_function\.Hello\w*\.function_name\}$/,
    ) as string;
    expect(graphs["Hello: invocations"]?.metrics).toEqual([
      ["AWS/Lambda", "Invocations", "FunctionName", name, { stat: "Sum", label: "Invocations" }],
      ["AWS/Lambda", "Errors", "FunctionName", name, { stat: "Sum", label: "Errors" }],
      ["AWS/Lambda", "Throttles", "FunctionName", name, { stat: "Sum", label: "Throttles" }],
    ]);
    expect(graphs["Hello: duration (ms)"]?.annotations).toEqual({
      horizontal: [{ label: "timeout", value: 10_000 }],
    });
  });

  test("has no line for a timeout that only an apply knows", () => {
    const stack = environment();
    const fn = new lambda.Function(stack, "Hello", INLINE);
    fn.resource.timeout = new TerraformVariable(stack, "timeout", {}).numberValue;

    expect(graphsOf(stack)["Hello: duration (ms)"]).not.toHaveProperty("annotations");
  });

  test("shows requests, errors and latencies of each stage", () => {
    const stack = environment();
    const http = new HttpApi(stack, "Http");
    http.addRoute("GET /", new HttpUrlIntegration("https://example.com"));
    new RestApi(stack, "Rest", { stageName: "v1" }).root.addMethod("GET", new MockIntegration());

    const graphs = graphsOf(stack);

    const shown = Object.values(graphs).map(({ title, metrics }) => [
      title,
      ...metrics.map((line) => line[1]),
    ]);
    expect(shown).toEqual([
      ["Http $default: requests", "Count", "4xx", "5xx"],
      ["Http $default: latency (ms)", "Latency", "Latency", "IntegrationLatency"],
      ["Rest v1: requests", "Count", "4XXError", "5XXError"],
      ["Rest v1: latency (ms)", "Latency", "Latency", "IntegrationLatency"],
    ]);
  });

  test("with a name that CloudWatch would refuse is refused", () => {
    expect(() => new Dashboard(environment(), "Dashboard", { dashboardName: "my app" })).toThrow(
      'dev/Dashboard: dashboardName is "my app"; allowed: 1 to 255 letters, digits, hyphens and underscores.',
    );
  });
});

describe("widgets", () => {
  const graph = graphWidget({ title: "", region: "", namespace: "", dimensions: {}, lines: [] });

  test("fill the 24 columns from left to right, and the rows from top to bottom", () => {
    const [alarms] = alarmWidgets(["one"]);

    const positions = placed([...(alarms ? [alarms] : []), graph, graph, graph]).map(({ x, y }) => [
      x,
      y,
    ]);

    expect(positions).toEqual([
      [0, 0],
      [0, 2],
      [12, 2],
      [0, 8],
    ]);
  });

  test("hold up to 100 alarms each", () => {
    const arns = Array.from({ length: 201 }, (_, index) => `arn-${index}`);

    const alarms = alarmWidgets(arns).map(
      ({ properties }) => (properties as { alarms: string[] }).alarms,
    );

    expect(alarms.map(({ length }) => length)).toEqual([100, 100, 1]);
    expect(alarms.flat()).toEqual(arns);
  });
});
