import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Monitoring } from "../../../constructs";
import { only, synth } from "../lambda/support";
import { alarmsIn } from "../observability/support";
import { fixture } from "./support";

/** What an alarm calculates with: metrics by id, and the formula. */
function queriesOf({ metric_query: queries }: Readonly<Record<string, unknown>> = {}) {
  const entries = (queries as Query[]).map(({ id, metric, expression }) => [
    id,
    metric?.metric_name ?? expression,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

interface Query {
  readonly id: string;
  readonly metric?: { readonly metric_name: string };
  readonly expression?: string;
}

test("alarms of a WebSocket API are for its rates of errors and its integrations' latency", () => {
  const { api, stack } = fixture();
  api.alarms(new SnsTopic(stack, "Topic"));

  const { ServerErrors, ClientErrors, IntegrationLatency, ...others } = alarmsIn(stack);
  const requests = { requests1: "ConnectCount", requests2: "MessageCount" };
  const count = "(FILL(requests1, 0) + FILL(requests2, 0))";
  expect(queriesOf(ServerErrors)).toEqual({
    ...{ ...requests, errors1: "ExecutionError", errors2: "IntegrationError" },
    value: `100 * (FILL(errors1, 0) + FILL(errors2, 0)) / ${count}`,
  });
  expect(queriesOf(ClientErrors)).toEqual({
    ...{ ...requests, errors: "ClientError" },
    value: `100 * errors / ${count}`,
  });
  expect(IntegrationLatency).toMatchObject({
    metric_name: "IntegrationLatency",
    dimensions: {
      ApiId: expect.stringMatching(/aws_apigatewayv2_stage.*api_id/) as string,
      Stage: "v1",
    },
  });
  expect(others).toEqual({});
});

test("monitoring watches the stages of WebSocket APIs too", () => {
  const { stack } = fixture();
  new Monitoring(stack, "Monitoring", { stageAlarms: { serverErrorPercent: 5 } });

  const { dashboard_body: body } = only(synth(stack), "aws_cloudwatch_dashboard");
  expect(alarmsIn(stack).ServerErrors).toMatchObject({ threshold: 5 });
  expect(body).toContain('"title":"WebSocketApi v1: requests"');
  expect(body).toContain("ConnectCount");
  expect(body).not.toContain('"Latency"');
});
