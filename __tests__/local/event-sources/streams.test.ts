import { describeWithMoto } from "../../support/moto";
import { ACCOUNT, EventFixture, REGION } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

const mapping = (event_source_arn: string, attributes: object = {}) => ({
  event_source_arn,
  function_name: "worker",
  starting_position: "LATEST",
  ...attributes,
});
const RESOURCES = {
  aws_sqs_queue: { failed: { name: "failed" } },
  aws_dynamodb_table: {
    pets: {
      name: "pets",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "id",
      attribute: [{ name: "id", type: "S" }],
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
    },
  },
  aws_kinesis_stream: { clicks: { name: "clicks", shard_count: 1 } },
  aws_lambda_event_source_mapping: {
    pets: mapping("${aws_dynamodb_table.pets.stream_arn}", {
      bisect_batch_on_function_error: true,
      maximum_retry_attempts: 1,
      destination_config: { on_failure: { destination_arn: "${aws_sqs_queue.failed.arn}" } },
      filter_criteria: {
        filter: [{ pattern: '{"dynamodb":{"NewImage":{"kind":{"S":[{"anything-but":"cat"}]}}}}' }],
      },
    }),
    clicks: mapping("${aws_kinesis_stream.clicks.arn}", {
      function_response_types: ["ReportBatchItemFailures"],
      maximum_batching_window_in_seconds: 1,
    }),
  },
};

interface Event {
  readonly Records: readonly {
    readonly eventSource: string;
    readonly dynamodb?: { readonly NewImage: { readonly id: { readonly S: string } } };
    readonly kinesis?: { readonly data: string; readonly sequenceNumber: string };
  }[];
}

describeWithMoto("a stream that invokes a function", () => {
  const events: Event[] = [];
  const poison = new Set<string>();
  const fixture = new EventFixture((received) => {
    const event = received as Event;
    events.push(event);
    if (event.Records.some(({ dynamodb }) => poison.has(dynamodb?.NewImage.id.S ?? ""))) {
      throw new Error("as told");
    }
    const failed = event.Records.find(({ kinesis }) => poison.delete(kinesis?.data ?? ""));
    return failed && { batchItemFailures: [{ itemIdentifier: failed.kinesis?.sequenceNumber }] };
  });
  beforeAll(async () => {
    await fixture.startMoto(RESOURCES);
    await fixture.start({ keepsData: true });
  });
  beforeEach(() => {
    events.length = 0;
    poison.clear();
  });
  afterAll(() => fixture.close());

  const put = (ids: readonly string[], kind = "dog") => {
    const requests = ids.map((id) => ({
      PutRequest: { Item: { id: { S: id }, kind: { S: kind } } },
    }));
    return fixture.client.json("dynamodb", REGION, "BatchWriteItem", {
      RequestItems: { pets: requests },
    });
  };
  const handled = () =>
    events.map(({ Records }) => Records.map(({ dynamodb }) => dynamodb?.NewImage.id.S));
  const base64 = (text: string) => Buffer.from(text).toString("base64");

  test("passes on the changes of a table in AWS's form, as its filter lets them", async () => {
    await put(["tom"], "cat");
    await put(["rex"]);
    await eventually(() => events.length > 0);

    expect(events).toMatchObject([
      {
        Records: [
          {
            eventID: expect.any(String) as string,
            eventName: "INSERT",
            eventVersion: expect.stringMatching(/^1\./) as string,
            eventSource: "aws:dynamodb",
            awsRegion: REGION,
            dynamodb: {
              ApproximateCreationDateTime: expect.any(Number) as number,
              Keys: { id: { S: "rex" } },
              NewImage: { id: { S: "rex" }, kind: { S: "dog" } },
              SequenceNumber: expect.any(String) as string,
              SizeBytes: expect.any(Number) as number,
              StreamViewType: "NEW_AND_OLD_IMAGES",
            },
            eventSourceARN: expect.stringMatching(/:table\/pets\/stream\//) as string,
          },
        ],
      },
    ]);
  });

  test("halves a failing batch, and sends its poison to the on-failure destination", async () => {
    poison.add("bad");
    await put(["a", "b", "bad", "c"]);
    await put(["after"]);
    await eventually(
      async () => (await fixture.count("failed")) > 0 && handled().flat().includes("after"),
    );

    const { Messages } = await fixture.sqs<{ Messages: { Body: string }[] }>(
      "ReceiveMessage",
      "failed",
    );
    expect(JSON.parse(Messages[0]?.Body ?? "")).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      DDBStreamBatchInfo: { batchSize: 1 },
    });
    const succeeded = handled().filter((ids) => !ids.includes("bad"));
    expect(succeeded.flat().sort()).toEqual(["a", "after", "b", "c"]);
  });

  test("passes on the records of a Kinesis stream, and repeats from the first failed one", async () => {
    poison.add(base64("2"));
    const Records = ["1", "2", "3"].map((text) => ({ Data: base64(text), PartitionKey: "p" }));
    await fixture.client.json("kinesis", REGION, "PutRecords", { StreamName: "clicks", Records });
    await eventually(() => events.length > 1);

    const data = events.map((one) => one.Records.map(({ kinesis }) => kinesis?.data));
    expect(data).toEqual([["1", "2", "3"].map(base64), ["2", "3"].map(base64)]);
    expect(events[0]?.Records[0]).toMatchObject({
      eventSource: "aws:kinesis",
      eventName: "aws:kinesis:record",
      eventSourceARN: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/clicks`,
      kinesis: { partitionKey: "p", kinesisSchemaVersion: "1.0" },
    });
  });

  test("passes on what was written while the runner was off", async () => {
    await put(["before"]);
    await eventually(() => handled().flat().includes("before"));
    await fixture.stop();
    await put(["meanwhile"]);
    const Records = [{ Data: base64("meanwhile"), PartitionKey: "p" }];
    await fixture.client.json("kinesis", REGION, "PutRecords", { StreamName: "clicks", Records });
    await fixture.start({ keepsData: true });
    await eventually(() => events.length > 2);

    expect(handled().flat().filter(Boolean)).toEqual(["before", "meanwhile"]);
    const clicks = events.flatMap((one) => one.Records.flatMap(({ kinesis }) => kinesis ?? []));
    expect(clicks.map(({ data }) => data)).toEqual([base64("meanwhile")]);
  });
});
