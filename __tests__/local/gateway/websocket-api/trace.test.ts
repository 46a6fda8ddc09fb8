import type { RequestTrace } from "../../../../local/gateway/trace";
import { traceText } from "../../../../local/log/trace-text";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { type Event, withApi } from "./support/web-socket-api";

/** The traces of a connection with one message. */
function tracesOf(lambda: FakeLambda): Promise<RequestTrace[]> {
  const log = new FakeLog(true, true);
  return withApi({ lambda, log }, async (api) => {
    const client = await api.connect();
    await client.exchange("hello");
    await client.close(1000);
    await api.eventOf("$disconnect");
    await new Promise((resolve) => setImmediate(resolve));
    return log.requests;
  });
}

test("the handshake, each message and the end of a connection have their own traces", async () => {
  const traces = await tracesOf(new FakeLambda({ returns: { statusCode: 200, body: "reply" } }));

  const integrated = ["request", "route", "event", "invocation", "proxyResponse", "response"];
  expect(traces.map(({ method, status, route }) => [method, status, route])).toEqual([
    ["GET", 101, "$connect"],
    ["MESSAGE", 200, "$default"],
    ["DISCONNECT", 200, "$disconnect"],
  ]);
  for (const { steps } of traces) {
    expect(steps.map(({ step }) => step)).toEqual(integrated);
  }
  expect(traces[1]?.steps).toMatchObject([
    { method: "MESSAGE", path: "/dev", body: { text: "hello" } },
    { stage: "dev", routeKey: "$default", target: "fn" },
    {},
    { functionName: "fn" },
    { status: 200 },
    { status: 200, body: { text: "reply" } },
  ]);
});

test("the trace of a message that fails shows API Gateway's own response", async () => {
  const lambda = new FakeLambda({
    handles: (event) =>
      (event as Event).requestContext["eventType"] === "MESSAGE" ? "text" : { statusCode: 200 },
  });
  const [, message] = await tracesOf(lambda);

  expect(message?.steps.map(({ step }) => step)).toEqual([
    "request",
    "route",
    "event",
    "invocation",
    "proxyResponse",
    "gatewayResponse",
    "response",
  ]);
  expect(message && traceText(message)).toContain("Internal server error");
});
