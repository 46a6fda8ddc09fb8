import type { Runner } from "../../../local/runner/runner";
import { describeWithMoto } from "../../support/moto";
import { EventFixture } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

interface Record {
  readonly body: string;
  readonly messageId: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}
interface SqsEvent {
  readonly Records: readonly Record[];
}

const queue = (name: string, attributes: object = {}) => ({
  name,
  visibility_timeout_seconds: 3,
  ...attributes,
});
const mapping = (name: string, attributes: object = {}) => ({
  event_source_arn: `\${aws_sqs_queue.${name}.arn}`,
  function_name: "${aws_lambda_function.worker.arn}",
  ...attributes,
});
const redriven = (target: string) => ({
  visibility_timeout_seconds: 3,
  redrive_policy: `\${jsonencode({deadLetterTargetArn = aws_sqs_queue.${target}.arn, maxReceiveCount = 2})}`,
});

const QUEUES = {
  plain: queue("plain"),
  partial: queue("partial", redriven("dead")),
  failing: queue("failing", redriven("dead")),
  dead: queue("dead"),
  filtered: queue("filtered"),
  windowed: queue("windowed"),
  disabled: queue("disabled"),
  ordered: queue("ordered.fifo", { fifo_queue: true, content_based_deduplication: true }),
};
const REPORTS = { function_response_types: ["ReportBatchItemFailures"] };
const MAPPINGS = {
  plain: mapping("plain"),
  partial: mapping("partial", REPORTS),
  failing: mapping("failing"),
  filtered: mapping("filtered", {
    filter_criteria: { filter: [{ pattern: '{"body":{"kind":["wanted"]}}' }] },
  }),
  windowed: mapping("windowed", { batch_size: 25, maximum_batching_window_in_seconds: 5 }),
  disabled: mapping("disabled", { enabled: false }),
  ordered: mapping("ordered"),
};
const RESOURCES = { aws_sqs_queue: QUEUES, aws_lambda_event_source_mapping: MAPPINGS };

describeWithMoto("a queue that invokes a function", () => {
  const events: SqsEvent[] = [];
  const fixture = new EventFixture((event) => {
    const { Records } = event as SqsEvent;
    events.push({ Records });
    if (Records.some(({ body }) => body === "throw")) {
      throw new Error("as told");
    }
    const failed = Records.filter(({ body }) => body === "fail");
    return { batchItemFailures: failed.map((one) => ({ itemIdentifier: one.messageId })) };
  });
  let runner: Runner;
  beforeAll(async () => {
    await fixture.startMoto(RESOURCES);
    runner = await fixture.start();
  });
  beforeEach(() => {
    events.length = 0;
  });
  afterAll(() => fixture.close());

  const records = () => events.flatMap(({ Records }) => Records);
  const bodies = () => records().map(({ body }) => body);

  test("is served without a warning", () => {
    expect(runner.warnings).not.toContainEqual(expect.stringContaining("event source"));
  });

  test("passes a message on in AWS's form, and deletes it", async () => {
    await fixture.send("plain", ['{"foo":"bar"}']);
    await eventually(async () => events.length > 0 && (await fixture.count("plain")) === 0);

    expect(events).toEqual([
      {
        Records: [
          {
            messageId: expect.any(String) as string,
            receiptHandle: expect.any(String) as string,
            body: '{"foo":"bar"}',
            attributes: {
              ApproximateReceiveCount: "1",
              SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
              SenderId: expect.any(String) as string,
              ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as string,
            },
            messageAttributes: {},
            md5OfBody: "9bb58f26192e4ba00f01e2e7b136bbd8",
            eventSource: "aws:sqs",
            eventSourceARN: "arn:aws:sqs:us-east-1:123456789012:plain",
            awsRegion: "us-east-1",
          },
        ],
      },
    ]);
  });

  test("passes on message attributes of all types, as recorded from AWS", async () => {
    await fixture.sqs("SendMessage", "plain", {
      MessageBody: "x",
      MessageAttributes: {
        Numeric: { DataType: "Number", StringValue: "12.34" },
        Text: { DataType: "String.probe", StringValue: "snowman \u2603 newline\n" },
        Binary: { DataType: "Binary", BinaryValue: "AAF/gP8=" },
      },
    });
    await eventually(() => events.length > 0);

    const lists = { stringListValues: [], binaryListValues: [] };
    expect(records()).toMatchObject([
      {
        messageAttributes: {
          Numeric: { stringValue: "12.34", ...lists, dataType: "Number" },
          Text: { stringValue: "snowman \u2603 newline\n", ...lists, dataType: "String.probe" },
          Binary: { binaryValue: "AAF/gP8=", ...lists, dataType: "Binary" },
        },
        md5OfMessageAttributes: "0d3fe1e87705e1d1bf1b4e64178c1d66",
      },
    ]);
  });

  test("gets a failed batch again, and then moves it to the dead-letter queue", async () => {
    const dead = await fixture.count("dead");
    await fixture.send("failing", ["throw"]);

    await eventually(async () => (await fixture.count("dead")) === dead + 1);

    const counts = records().map(({ attributes }) => attributes.ApproximateReceiveCount);
    expect(counts).toEqual(["1", "2"]);
    expect(new Set(records().map(({ messageId }) => messageId)).size).toBe(1);
    expect(fixture.log).toMatch(
      /failing \| SQS 1 message 500 .* \(failing → worker\): the function failed \(Error\): see its log lines\n/,
    );
  });

  test("gets only the failed messages of a batch again", async () => {
    await fixture.send("partial", ["a", "fail", "b"]);

    await eventually(() => bodies().filter((body) => body === "fail").length === 2);

    expect(bodies().filter((body) => body !== "fail")).toEqual(["a", "b"]);
  });

  test("deletes messages that its filter leaves out, without an invocation", async () => {
    await fixture.send("filtered", ['{"kind":"other"}', '{"kind":"wanted"}', "text"]);

    await eventually(async () => (await fixture.count("filtered")) === 0);

    expect(bodies()).toEqual(['{"kind":"wanted"}']);
  });

  test("gathers a batch of more than ten messages", async () => {
    await fixture.send(
      "windowed",
      Array.from({ length: 25 }, (_, at) => String(at)),
    );

    await eventually(() => events.length > 0);

    expect(events.map(({ Records }) => Records.length)).toEqual([25]);
  });

  test("passes on the messages of a group in their order", async () => {
    const sent = Array.from({ length: 25 }, (_, at) => String(at));
    for (const MessageBody of sent) {
      await fixture.sqs("SendMessage", "ordered.fifo", { MessageBody, MessageGroupId: "g" });
    }

    await eventually(() => bodies().length >= 25);

    expect(bodies()).toEqual(sent);
    expect(records()[0]).toMatchObject({ attributes: { MessageGroupId: "g" } });
  });

  test("leaves the queue of a disabled mapping alone", async () => {
    await fixture.send("disabled", ["x"]);
    await fixture.send("plain", ["y"]);

    await eventually(() => bodies().includes("y"));

    expect(await fixture.count("disabled")).toBe(1);
  });

  test("goes on after a reload", async () => {
    await runner.reload();
    await fixture.send("plain", ["after"]);

    await eventually(() => bodies().includes("after"));

    expect(bodies()).toEqual(["after"]);
  });
});

describe("a mapping that is not served", () => {
  const fixture = new EventFixture(() => undefined);
  afterEach(() => fixture.stop());
  afterAll(() => fixture.close());

  async function warning(attributes: object, options = {}, timeout = 3): Promise<string> {
    fixture.write({
      aws_lambda_function: { worker: { timeout } },
      aws_sqs_queue: { plain: queue("plain", { visibility_timeout_seconds: 30 }) },
      aws_lambda_event_source_mapping: { plain: mapping("plain", attributes) },
    });
    const { warnings } = await fixture.start({ hasEndpoint: false, ...options });
    return warnings.filter((one) => one.includes(".plain")).join("\n");
  }

  test("names the option that gives it an endpoint", async () => {
    expect(await warning({})).toBe(
      "no endpoint for sqs is known, so the event source is not served. Start the runner with " +
        "--aws-endpoint moto or --aws-endpoint sqs=URL.\n  aws_lambda_event_source_mapping.plain",
    );
  });

  test.each([
    [{}, 60, "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds"],
    [{ batch_size: 11 }, 3, "Maximum batch window in seconds must be greater than 0"],
    [{ function_name: "none" }, 3, "the event source is not served: Function not found"],
    [{ filter_criteria: { filter: { pattern: "{" } } }, 3, "the event pattern is not valid JSON"],
    [{ event_source_arn: "arn:aws:kafka:us-east-1:1:cluster/c" }, 3, 'not for "kafka"'],
  ])("names what is wrong with %j", async (attributes, timeout, reason) => {
    expect(await warning(attributes, { hasEndpoint: true }, timeout)).toContain(reason);
  });
});
