import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Testing } from "cdktf";
import { EnvironmentStack, lambda, Schedule, ScheduleEventSource } from "../../../../constructs";
import { FunctionError, type LocalApi, serve } from "../../../../local/testing";

const WORKER = `
exports.handler = async ({ Records = [] }) => {
  console.log("%d messages", Records.length);
  if (Records.some(({ body }) => body === "bad")) throw new RangeError("no such job");
  return { batchItemFailures: [] };
};`;

const REPORT = "exports.handler = async (event, { functionName }) => ({ event, functionName });";

/** Functions without routes. */
function jobs(): EnvironmentStack {
  const stack = new EnvironmentStack(Testing.app(), "dev", { app: "jobs", region: "eu-west-1" });
  fn(stack, "Worker", WORKER);
  fn(stack, "Cleanup", WORKER);
  const report = fn(stack, "Report", REPORT);
  const atThree = Schedule.cron({ minute: "0", hour: "3" });
  report.addEventSource(new ScheduleEventSource("Nightly", atThree, { input: { kind: "all" } }));
  return stack;
}

function fn(stack: EnvironmentStack, id: string, code: string): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline(code),
  });
}

describe("functions without routes", () => {
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(jobs(), { functions: { Cleanup: (event) => ({ event }) } });
  });

  test("invoke() returns what the handler returned, and its log is kept", async () => {
    const event = { Records: [{ body: "good" }] };

    expect(await api.invoke("Worker", event)).toEqual({ batchItemFailures: [] });
    expect(api.logs("Worker")).toEqual([expect.objectContaining({ message: "1 messages" })]);
  });

  test("invoke() runs a stub, and without an event passes {}", async () => {
    expect(await api.invoke("jobs-dev-Cleanup")).toEqual({ event: {} });
  });

  test("invoke() throws what a failed function has reported, with the end of its log", async () => {
    const invoked = api.invoke("Worker", { Records: [{ body: "bad" }] });

    await expect(invoked).rejects.toThrow(FunctionError);
    await expect(invoked).rejects.toMatchObject({
      message: expect.stringMatching(
        /^invoke\("Worker"\): the function failed: \{"errorType":"RangeError".*\tINFO\t1 messages\n/s,
      ) as string,
      functionError: "Unhandled",
      payload: { errorType: "RangeError", errorMessage: "no such job" },
    });
  });

  test("invoke() refuses an unknown function with the names of all", async () => {
    await expect(api.invoke("Work")).rejects.toThrow(
      'no function is named "Work"; there are: Cleanup, Report, Worker; did you mean "Worker"?',
    );
  });

  test("invokeSchedule() invokes the function of a schedule with its event", async () => {
    expect(await api.invokeSchedule("Nightly")).toEqual({
      event: { kind: "all" },
      functionName: "jobs-dev-Report",
    });
  });

  test("invokeSchedule() refuses an unknown schedule with the names of all", async () => {
    await expect(api.invokeSchedule("Daily")).rejects.toThrow(
      'no schedule is named "Daily"; there are: Report/Nightly',
    );
  });

  test("invoke() refuses fake timers, with which the runner would wait forever", async () => {
    jest.useFakeTimers();

    const invoked = api.invoke("Worker");

    await expect(invoked).rejects.toThrow('invoke("Worker"): the timers of this process are fake');
    jest.useRealTimers();
  });
});

test("invokeSchedule() refuses a schedule of several functions", async () => {
  const stack = jobs();
  const rule = new CloudwatchEventRule(stack, "Hourly", { scheduleExpression: "rate(1 hour)" });
  for (const name of ["Worker", "Cleanup"]) {
    const { functionArn: arn, functionName } = stack.node.findChild(name) as lambda.Function;
    new CloudwatchEventTarget(stack, `${name}Target`, { rule: rule.name, arn });
    new LambdaPermission(stack, `${name}Permission`, {
      functionName,
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
  }
  await using api = await serve(stack);

  await expect(api.invokeSchedule("Hourly")).rejects.toThrow(
    /^invokeSchedule\("Hourly"\): the schedule invokes several functions: \S+:jobs-dev-Cleanup, \S+:jobs-dev-Worker; call invoke\(\) for each of them$/,
  );
});
