import { describeWithMoto } from "../../support/moto";
import { ACCOUNT, EventFixture, REGION } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const FUNCTION_ARN = arn("lambda", "function:worker");

const RESOURCES = {
  aws_sqs_queue: {
    failed: { name: "failed" },
    succeeded: { name: "succeeded" },
    dead: { name: "dead" },
    news: { name: "news" },
  },
  aws_sns_topic: { news: { name: "news" } },
  aws_sns_topic_subscription: {
    news: {
      topic_arn: "${aws_sns_topic.news.arn}",
      protocol: "sqs",
      endpoint: "${aws_sqs_queue.news.arn}",
    },
  },
};

/** The function `worker` with destinations for its asynchronous invocations. */
function withConfig(config: object, fn: object = {}) {
  return {
    ...RESOURCES,
    aws_lambda_function: { worker: fn },
    aws_lambda_function_event_invoke_config: { worker: { function_name: "worker", ...config } },
  };
}

const toQueues = {
  on_success: { destination: "${aws_sqs_queue.succeeded.arn}" },
  on_failure: { destination: "${aws_sqs_queue.failed.arn}" },
};

interface Received {
  readonly Messages?: readonly { readonly Body: string; readonly MessageAttributes?: object }[];
}

describeWithMoto("the records of asynchronous invocations", () => {
  let attempts = 0;
  const fixture = new EventFixture((event) => {
    attempts += 1;
    if ((event as { readonly fails?: boolean }).fails) {
      throw new TypeError("as told");
    }
    return { handled: event };
  });
  beforeAll(() => fixture.startMoto(RESOURCES));
  beforeEach(() => {
    attempts = 0;
  });
  afterEach(() => fixture.stop());
  afterAll(() => fixture.close());

  async function invoke(event: object): Promise<void> {
    const { lambdaUrl } = await fixture.start();
    const response = await fetch(`${lambdaUrl}/2015-03-31/functions/worker/invocations`, {
      method: "POST",
      headers: { "x-amz-invocation-type": "Event" },
      body: JSON.stringify(event),
    });
    expect(response.status).toBe(202);
  }

  async function received(queue: string) {
    let messages: Received["Messages"];
    await eventually(async () => {
      const options = { MessageAttributeNames: ["All"] };
      ({ Messages: messages } = await fixture.sqs<Received>("ReceiveMessage", queue, options));
      return messages !== undefined;
    });
    return messages?.[0] ?? { Body: "" };
  }

  test("go to the queue for successes", async () => {
    fixture.write(withConfig({ destination_config: toQueues }));

    await invoke({ a: 1 });

    const { Body } = await received("succeeded");
    expect(JSON.parse(Body)).toEqual({
      version: "1.0",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      requestContext: {
        requestId: expect.any(String) as string,
        functionArn: `${FUNCTION_ARN}:$LATEST`,
        condition: "Success",
        approximateInvokeCount: 1,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST" },
      responsePayload: { handled: { a: 1 } },
    });
  });

  test("go to the queue for failures after the retries", async () => {
    fixture.write(withConfig({ destination_config: toQueues, maximum_retry_attempts: 1 }));

    await invoke({ fails: true });

    const { Body } = await received("failed");
    expect(attempts).toBe(2);
    expect(JSON.parse(Body)).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 2 },
      requestPayload: { fails: true },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType: "TypeError", errorMessage: "as told" },
    });
  });

  test("go to a topic", async () => {
    const destination = "${aws_sns_topic.news.arn}";
    const destination_config = { on_success: { destination } };
    fixture.write(withConfig({ destination_config }));

    await invoke({ a: 2 });

    const { Body } = await received("news");
    const { Message } = JSON.parse(Body) as { Message: string };
    expect(JSON.parse(Message)).toMatchObject({ requestPayload: { a: 2 } });
  });

  test("are, in a dead-letter queue, the event with the error as attributes", async () => {
    const dead_letter_config = { target_arn: "${aws_sqs_queue.dead.arn}" };
    fixture.write(withConfig({ maximum_retry_attempts: 0 }, { dead_letter_config }));

    await invoke({ fails: true });

    expect(await received("dead")).toMatchObject({
      Body: '{"fails":true}',
      MessageAttributes: {
        RequestID: { DataType: "String", StringValue: expect.any(String) as string },
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "as told" },
      },
    });
  });

  test("that can't be sent are logged with their target", async () => {
    const destination = arn("sqs", "none");
    fixture.write(withConfig({ destination_config: { on_success: { destination } } }));

    await invoke({ a: 3 });

    const message = `The record of the invocation can't be sent to ${destination}: `;
    await eventually(() => fixture.log.includes(message));
    expect(fixture.log).toContain(message);
  });
});
