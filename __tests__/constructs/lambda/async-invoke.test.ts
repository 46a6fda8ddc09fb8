import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { TerraformStack } from "cdktf";
import { Duration, lambda } from "../../../constructs";
import { aFunction, all } from "../api-gateway/support";
import { hello, only, synth } from "./support";

const CONFIG = "aws_lambda_function_event_invoke_config";

/** What the policy of the function's role allows, as action and resource. */
function allowed(fn: lambda.Function): string[] {
  const policies = all(synth(TerraformStack.of(fn)), "aws_iam_role_policy");
  return policies.flatMap(([, { policy }]) => {
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    return Statement.map(({ Action, Resource }) => `${Action.join()} ${Resource.join()}`);
  });
}

test("the results of asynchronous invocations go to destinations, for which the role may write", () => {
  const fn = hello();
  const stack = TerraformStack.of(fn);
  const queue = new SqsQueue(stack, "Failed");
  const topic = new SnsTopic(stack, "Done");

  fn.configureAsyncInvoke({
    onFailure: new lambda.SqsDestination(queue),
    onSuccess: new lambda.SnsDestination(topic),
    maxEventAge: Duration.hours(1),
    retryAttempts: 0,
  });

  expect(only(synth(stack), CONFIG)).toEqual({
    function_name: expect.stringMatching(/^\$\{aws_lambda_function\.Hello_\w+\.function_name\}$/),
    destination_config: {
      on_failure: { destination: "${aws_sqs_queue.Failed.arn}" },
      on_success: { destination: "${aws_sns_topic.Done.arn}" },
    },
    maximum_event_age_in_seconds: 3600,
    maximum_retry_attempts: 0,
  });
  expect(allowed(fn)).toEqual(
    expect.arrayContaining([
      "sqs:SendMessage ${aws_sqs_queue.Failed.arn}",
      "sns:Publish ${aws_sns_topic.Done.arn}",
    ]),
  );
});

test("an event bus and another function are destinations of an alias", () => {
  const fn = hello();
  const stack = TerraformStack.of(fn);
  const bus = new CloudwatchEventBus(stack, "Bus", { name: "results" });
  const other = aFunction(stack, "Other");

  fn.addAlias("live").configureAsyncInvoke({
    onFailure: new lambda.LambdaDestination(other),
    onSuccess: new lambda.EventBridgeDestination(bus),
  });

  expect(only(synth(stack), CONFIG)).toMatchObject({
    qualifier: expect.stringMatching(/^\$\{aws_lambda_alias\.Hello_Alias-live_\w+\.name\}$/),
    maximum_retry_attempts: 2,
  });
  expect(allowed(fn)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^lambda:InvokeFunction \$\{aws_lambda_function\.Other_\w+\.arn\}$/),
      "events:PutEvents ${aws_cloudwatch_event_bus.Bus.arn}",
    ]),
  );
});

test("a function with a role of its own leaves that role as it is", () => {
  const fn = hello({ role: "arn:aws:iam::123456789012:role/own" });
  const stack = TerraformStack.of(fn);

  fn.configureAsyncInvoke({ onFailure: new lambda.SqsDestination(new SqsQueue(stack, "Failed")) });

  expect(synth(stack).resource).not.toHaveProperty("aws_iam_role_policy");
});

test.each<[lambda.AsyncInvokeOptions, string]>([
  [{ retryAttempts: 3 }, "dev/Hello: retryAttempts is 3; allowed: a whole number from 0 to 2"],
  [
    { maxEventAge: Duration.seconds(59) },
    "maxEventAge is 59 seconds; allowed: whole seconds, from 60",
  ],
  [{ onFailure: "arn" as never }, 'onFailure is "arn"; allowed: a destination'],
])("the options %j are refused", (options, message) => {
  expect(() => hello().configureAsyncInvoke(options)).toThrow(message);
});

test("a second configuration is refused", () => {
  const fn = hello();
  fn.configureAsyncInvoke({ retryAttempts: 0 });

  expect(() => fn.configureAsyncInvoke({ retryAttempts: 1 })).toThrow(
    "allowed: one configuration of the asynchronous invocations",
  );
});
