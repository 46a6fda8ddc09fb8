import type { InvocationStep, RequestTrace, TraceStep } from "../../../local/gateway/trace";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

const ECHO = {
  "index.py":
    "def handler(event, context):\n  return {'statusCode': 201, 'body': event.get('body')}\n",
};

let fixture: RunnerFixture;
let traces: RequestTrace[];

beforeEach(() => {
  traces = [];
  fixture = new RunnerFixture().write({ echo: { files: ECHO } });
});
afterEach(() => fixture.close());

function step<K extends TraceStep["step"]>(kind: K): Extract<TraceStep, { step: K }> | undefined {
  return traces
    .flatMap(({ steps }) => steps)
    .find((one): one is Extract<TraceStep, { step: K }> => one.step === kind);
}

function isInvocation(one: TraceStep): one is InvocationStep {
  return one.step === "invocation";
}

const get = (path: string) => fetch(`${fixture.url("REST API")}${path}`);

test.each(API_KINDS)(
  "the listener gets a request of the %s and its response before the client does",
  async (api) => {
    await fixture.start({ quiet: true, onTrace: (trace) => traces.push(trace) });

    const response = await fetch(`${fixture.url(api)}/echo?a=1`, {
      method: "POST",
      headers: { "Content-Type": "text/plain", "X-Own": "x" },
      body: "sent",
    });

    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatchObject({ method: "POST", status: 201, target: "echo" });
    expect(step("request")).toMatchObject({ query: "a=1", body: { text: "sent", bytes: 4 } });
    expect(step("request")?.headers).toContainEqual(["X-Own", "x"]);
    expect(step("response")).toMatchObject({ status: 201, body: { text: "sent" } });
    expect(await response.text()).toBe("sent");
  },
);

test("a trace has the invocation: cold or warm, its times, memory and log", async () => {
  fixture.file(
    "echo/index.py",
    "def handler(event, context):\n  print('first')\n  print('x' * 20_000)\n  return {'statusCode': 200, 'headers': {'id': context.aws_request_id}}\n",
  );
  await fixture.start({ quiet: true, onTrace: (trace) => traces.push(trace) });

  const responses = [await get("/echo"), await get("/echo")];

  const [cold, warm] = traces.map(({ steps }) => steps.find(isInvocation));
  expect(cold).toMatchObject({ isColdStart: true, initMilliseconds: expect.any(Number) as number });
  expect(warm).toMatchObject({ isColdStart: false, memoryMegabytes: 128 });
  expect(warm?.durationMilliseconds).toBeGreaterThan(0);
  expect(warm?.maxMemoryMegabytes).toBeGreaterThan(1);
  expect(warm?.requestId).toBe(responses[1]?.headers.get("id"));
  expect(warm?.log?.split("\n")).toEqual([
    expect.stringContaining(`START RequestId: ${warm?.requestId ?? ""}`),
    "first",
    "x".repeat(20_000),
    `END RequestId: ${warm?.requestId ?? ""}`,
    expect.stringContaining("REPORT"),
    "",
  ]);
});

test("a trace is a value of JSON", async () => {
  await fixture.start({ onTrace: (trace) => traces.push(trace) });

  await get("/echo");

  expect(JSON.parse(JSON.stringify(traces[0]))).toEqual(
    Object.fromEntries(Object.entries(traces[0] ?? {}).filter(([, value]) => value !== undefined)),
  );
});

test("a listener that throws is named in the log, and requests are served on", async () => {
  await fixture.start({
    onTrace: () => {
      throw new Error("listener");
    },
  });

  const statuses = [1, 2].map(() => fetch(`${fixture.url("HTTP API")}/echo`));
  expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([201, 201]);
  await fixture.close();

  expect(fixture.log).toContain("(onTrace) failed\nhttp | Error: listener");
});
