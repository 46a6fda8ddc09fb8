import { inboxName } from "../../../local/event-sources/inbox/inbox";
import type { Runner } from "../../../local/runner/runner";
import { describeWithMoto } from "../../support/moto";
import { ACCOUNT, EventFixture, REGION } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

const permission = (principal: string, source_arn: string) => ({
  function_name: "worker",
  action: "lambda:InvokeFunction",
  principal,
  source_arn,
});
const FUNCTION_ARN = "${aws_lambda_function.worker.arn}";

const RESOURCES = {
  aws_lambda_function: { worker: { timeout: 60 } },
  aws_sqs_queue: { copies: { name: "copies" } },
  aws_sns_topic: { news: { name: "news" } },
  aws_sns_topic_subscription: {
    news: {
      topic_arn: "${aws_sns_topic.news.arn}",
      protocol: "lambda",
      endpoint: FUNCTION_ARN,
      filter_policy: '{"kind":["wanted"]}',
    },
  },
  aws_s3_bucket: { files: { bucket: "files" } },
  aws_s3_bucket_notification: {
    files: {
      bucket: "files",
      lambda_function: [
        {
          id: "uploads",
          lambda_function_arn: FUNCTION_ARN,
          events: ["s3:ObjectCreated:*"],
          filter_suffix: ".txt",
        },
      ],
    },
  },
  aws_cloudwatch_event_bus: { shop: { name: "shop" } },
  aws_cloudwatch_event_rule: {
    orders: {
      name: "orders",
      event_bus_name: "shop",
      event_pattern: '{"source":["shop"],"detail":{"price":[{"numeric":[">",10]}]}}',
    },
    nightly: { name: "nightly", schedule_expression: "cron(0 3 * * ? *)" },
  },
  aws_cloudwatch_event_target: {
    orders: { rule: "orders", event_bus_name: "shop", arn: FUNCTION_ARN },
    copies: {
      rule: "orders",
      event_bus_name: "shop",
      arn: "${aws_sqs_queue.copies.arn}",
      input_path: "$.detail",
    },
    nightly: { rule: "nightly", arn: FUNCTION_ARN, input: '{"job":"nightly"}' },
  },
  aws_lambda_permission: {
    sns: permission("sns.amazonaws.com", "${aws_sns_topic.news.arn}"),
    s3: permission("s3.amazonaws.com", "${aws_s3_bucket.files.arn}"),
    orders: permission("events.amazonaws.com", "${aws_cloudwatch_event_rule.orders.arn}"),
    nightly: permission("events.amazonaws.com", "arn:aws:events:*:*:rule/nightly"),
  },
};

describeWithMoto("events that services push", () => {
  const events: unknown[] = [];
  let fails = 0;
  let hangs = false;
  const fixture = new EventFixture(async (event) => {
    events.push(event);
    if (hangs) {
      await new Promise(() => undefined);
    }
    if (fails > 0) {
      fails -= 1;
      throw new Error("as told");
    }
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

  const publish = (Message: string, kind: string) =>
    fixture.client.form("sns", REGION, "Publish", {
      TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:news`,
      Message,
      "MessageAttributes.entry.1.Name": "kind",
      "MessageAttributes.entry.1.Value.DataType": "String",
      "MessageAttributes.entry.1.Value.StringValue": kind,
    });
  const put = (price: number) =>
    fixture.client.json("events", REGION, "PutEvents", {
      Entries: [
        {
          EventBusName: "shop",
          Source: "shop",
          DetailType: "order",
          Detail: JSON.stringify({ price }),
        },
      ],
    });

  test("are served without a warning", () => {
    expect(runner.warnings.filter((one) => /event|sns|s3/i.test(one))).toEqual([]);
  });

  test("come from a topic, as its filter policy lets them", async () => {
    await publish("first", "other");
    await publish("second", "wanted");
    await eventually(() => events.length > 0);

    expect(events).toEqual([
      {
        Records: [
          {
            EventSource: "aws:sns",
            EventVersion: "1.0",
            EventSubscriptionArn: expect.stringMatching(/:news:[\da-f]{8}-/) as string,
            Sns: {
              Type: "Notification",
              MessageId: expect.any(String) as string,
              TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:news`,
              Subject: null,
              Message: "second",
              Timestamp: expect.stringMatching(/Z$/) as string,
              SignatureVersion: expect.any(String) as string,
              Signature: expect.any(String) as string,
              SigningCertUrl: expect.any(String) as string,
              UnsubscribeUrl: expect.any(String) as string,
              MessageAttributes: { kind: { Type: "String", Value: "wanted" } },
            },
          },
        ],
      },
    ]);
  });

  test("come from a bucket, as its filter lets them", async () => {
    await fixture.client.s3(REGION, { method: "PUT", path: "/files/a.png", body: "x" });
    await fixture.client.s3(REGION, { method: "PUT", path: "/files/a%40b.txt", body: "hello" });
    await eventually(() => events.length > 0);

    const principal = { principalId: expect.any(String) as string };
    expect(events).toEqual([
      {
        Records: [
          {
            eventVersion: "2.1",
            eventSource: "aws:s3",
            awsRegion: REGION,
            eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/) as string,
            eventName: "ObjectCreated:Put",
            userIdentity: principal,
            requestParameters: { sourceIPAddress: "127.0.0.1" },
            responseElements: {
              "x-amz-request-id": expect.any(String) as string,
              "x-amz-id-2": expect.any(String) as string,
            },
            s3: {
              s3SchemaVersion: "1.0",
              configurationId: "uploads",
              bucket: { name: "files", ownerIdentity: principal, arn: "arn:aws:s3:::files" },
              object: {
                key: "a%40b.txt",
                size: 5,
                eTag: "5d41402abc4b2a76b9719d911017c592",
                sequencer: expect.any(String) as string,
              },
            },
          },
        ],
      },
    ]);
  });

  test("come from an event bus, as the rule's pattern lets them, to all targets", async () => {
    await put(5);
    await put(50);
    await eventually(async () => events.length > 0 && (await fixture.count("copies")) > 0);

    expect(events).toMatchObject([
      { source: "shop", "detail-type": "order", detail: { price: 50 }, account: ACCOUNT },
    ]);
    const { Messages } = await fixture.sqs<{ Messages: object[] }>("ReceiveMessage", "copies");
    expect(Messages).toMatchObject([{ Body: '{"price":50}' }]);
  });

  test("are retried when the function fails", async () => {
    fails = 2;
    await put(60);

    await eventually(() => events.length === 3);

    expect(events[2]).toMatchObject({ detail: { price: 60 } });
  });

  test.each([
    'aws_sns_topic_subscription.news {"kind":["wanted"]}',
    "aws_s3_bucket_notification.files uploads",
    "aws_cloudwatch_event_rule.orders",
  ])("are deleted, with a message, if they are not events: %s", async (inbox) => {
    const queue = inboxName(inbox);
    await fixture.send(queue, ["no JSON", "null"]);

    await eventually(async () => (await fixture.count(queue)) === 0);

    const deleted = /the message [\da-f-]+ is not an event, and is deleted: .*no JSON/;
    await eventually(() => deleted.test(fixture.log));
    expect(events).toEqual([]);
    fixture.log = "";
  });

  test("wait while the runner is off, also those that it had begun", async () => {
    hangs = true;
    await put(70);
    await eventually(() => events.length === 1);
    await fixture.stop();
    await put(80);
    hangs = false;
    events.length = 0;

    runner = await fixture.start();

    await eventually(() => events.length >= 2);
    const prices = events.map((event) => (event as { detail: { price: number } }).detail.price);
    expect(new Set(prices)).toEqual(new Set([70, 80]));
  });

  test("are lists of schedules that can be fired by hand", async () => {
    const response = await fetch(`${runner.lambdaUrl}/local-runner/schedules`);

    expect(await response.json()).toEqual([
      {
        name: "nightly",
        address: "aws_cloudwatch_event_rule.nightly",
        functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:worker`,
        event: '{"job":"nightly"}',
      },
    ]);
  });
});

describe("a function that a service may not invoke", () => {
  let fixture: EventFixture;
  beforeEach(() => {
    fixture = new EventFixture(() => undefined);
  });
  afterEach(() => fixture.close());

  test.each([
    ["is for another topic", "other"],
    ["has a wildcard for several parts of the ARN", "arn:aws:sns:*:news"],
  ])("whose permission %s is not invoked, with a warning", async (_, sourceArn) => {
    fixture.write({
      ...RESOURCES,
      aws_lambda_permission: { sns: permission("sns.amazonaws.com", sourceArn) },
    });

    const { warnings } = await fixture.start();

    const source = `arn:aws:sns:${REGION}:${ACCOUNT}:news`;
    expect(warnings).toContain(
      "aws_sns_topic_subscription.news: sns.amazonaws.com may not invoke worker: add an aws_lambda_permission " +
        `with action "lambda:InvokeFunction", principal "sns.amazonaws.com" and source_arn "${source}". It is not served.`,
    );
    expect(warnings.filter((one) => one.includes("may not invoke"))).toHaveLength(4);
  });
});
