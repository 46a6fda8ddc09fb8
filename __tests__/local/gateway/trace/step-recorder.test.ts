import { StepRecorder } from "../../../../local/gateway/trace";

test("a step ends where the next one begins", () => {
  const steps = new StepRecorder();
  steps.begin({ step: "apiKey" });
  steps.begin({ step: "proxyResponse" });

  const [first, second] = steps.finish();

  const end = (first?.startMilliseconds ?? 0) + (first?.milliseconds ?? 0);
  expect(end).toBeLessThanOrEqual(second?.startMilliseconds ?? -1);
});

test("only a step that is under way can fail", () => {
  const steps = new StepRecorder();
  steps.begin({ step: "apiKey" }).end({ apiKeyId: "key1" });
  steps.fail("too late");

  expect(steps.finish()[0]).not.toHaveProperty("error");
});

test("results that come after the end of a step are ignored", () => {
  const steps = new StepRecorder();
  const step = steps.begin({ step: "invocation", functionName: "fn", isAsynchronous: false });
  steps.fail("the integration took longer than 50 ms");
  step.end({ requestId: "1" });

  expect(steps.finish()[0]).toMatchObject({ error: "the integration took longer than 50 ms" });
  expect(steps.finish()[0]).not.toHaveProperty("requestId");
});
