import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { StageAlarmOptions } from "../../../constructs";
import {
  Duration,
  HttpApi,
  HttpUrlIntegration,
  MockIntegration,
  RestApi,
} from "../../../constructs";
import { environment } from "../lambda/support";
import { alarmsIn } from "./support";

function httpAlarms(options?: StageAlarmOptions) {
  const stack = environment();
  const api = new HttpApi(stack, "Api");
  api.addRoute("GET /", new HttpUrlIntegration("https://example.com"));
  api.alarms(new SnsTopic(stack, "Topic"), options);
  return alarmsIn(stack);
}

/** The metrics that an alarm calculates with, by id. */
function metricsOf(alarm: { readonly metric_query?: unknown } | undefined) {
  const queries = alarm?.metric_query as { id: string; metric?: object; expression?: string }[];
  return Object.fromEntries(
    queries.map(({ id, metric, expression }) => [id, metric ?? expression]),
  );
}

describe("alarms of an API", () => {
  test("are for the rates of errors and for latencies by default", () => {
    const alarms = httpAlarms();

    expect(Object.keys(alarms)).toEqual([
      "ClientErrors",
      "IntegrationLatency",
      "Latency",
      "ServerErrors",
    ]);
    expect(alarms.ServerErrors).toMatchObject({ threshold: 1, evaluation_periods: 1 });
    expect(alarms.ClientErrors).toMatchObject({ threshold: 25, evaluation_periods: 3 });
    expect(alarms.Latency).toMatchObject({
      metric_name: "Latency",
      extended_statistic: "p99",
      threshold: 5000,
      evaluation_periods: 3,
    });
    expect(alarms.IntegrationLatency).toMatchObject({
      metric_name: "IntegrationLatency",
      threshold: 4000,
    });
  });

  test("calculate a rate from the errors and the requests of the stage", () => {
    const { ServerErrors } = httpAlarms();

    const dimensions = {
      ApiId: expect.stringContaining("aws_apigatewayv2_stage.") as string,
      Stage: "$default",
    };
    const common = { namespace: "AWS/ApiGateway", dimensions, period: 300 };
    expect(metricsOf(ServerErrors)).toEqual({
      errors: { ...common, metric_name: "5xx", stat: "Sum" },
      requests: { ...common, metric_name: "Count", stat: "SampleCount" },
      value: "100 * errors / requests",
    });
  });

  test("have the metrics of REST APIs for a REST API", () => {
    const stack = environment();
    const api = new RestApi(stack, "Api", { stageName: "v1" });
    api.root.addMethod("GET", new MockIntegration());
    api.alarms(new SnsTopic(stack, "Topic"));

    const { ServerErrors, ClientErrors, Latency } = alarmsIn(stack);

    const dimensions = {
      ApiName: expect.stringContaining("aws_api_gateway_rest_api.") as string,
      Stage: "v1",
    };
    expect(metricsOf(ServerErrors).errors).toMatchObject({ metric_name: "5XXError", dimensions });
    expect(metricsOf(ClientErrors).errors).toMatchObject({ metric_name: "4XXError", dimensions });
    expect(Latency).toMatchObject({ dimensions });
  });

  test("exist for each stage", () => {
    const stack = environment();
    const api = new HttpApi(stack, "Api", { createDefaultStage: false });
    api.addStage("one");
    api.addStage("two");

    const alarms = api.alarms(new SnsTopic(stack, "Topic"));

    expect(alarms.map(({ node }) => node.path)).toEqual([
      "dev/Api/Stage-one/Alarms",
      "dev/Api/Stage-two/Alarms",
    ]);
  });

  test("have the thresholds of the options, and false leaves one out", () => {
    const alarms = httpAlarms({
      serverErrorPercent: 2,
      clientErrorPercent: false,
      latency: Duration.millis(800),
      integrationLatency: false,
    });

    expect(Object.keys(alarms)).toEqual(["Latency", "ServerErrors"]);
    expect(alarms.ServerErrors).toMatchObject({ threshold: 2 });
    expect(alarms.Latency).toMatchObject({ threshold: 800 });
  });

  test.each<[string, StageAlarmOptions, string]>([
    [
      "serverErrorPercent",
      { serverErrorPercent: 0 },
      "serverErrorPercent is 0; allowed: a whole number from 1 to 100 percent",
    ],
    ["clientErrorPercent", { clientErrorPercent: 200 }, "clientErrorPercent is 200"],
    ["latency", { latency: 5000 as never }, "latency is 5000; allowed: a Duration."],
    [
      "integrationLatency",
      { integrationLatency: Duration.hours(1) },
      "integrationLatency is 1 hour; allowed: whole milliseconds, from 1 to 900000",
    ],
  ])("with %s out of range are refused", (_name, options, message) => {
    expect(() => httpAlarms(options)).toThrow(`dev/Api/Stage-$default/Alarms: ${message}`);
  });
});
