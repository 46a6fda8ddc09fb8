import { describeWithMoto } from "../../support/moto";
import { EventFixture } from "./support/event-fixture";
import { SqsServer } from "./support/sqs-server";
import { eventually } from "../../support/eventually";

const RESOURCES = {
  aws_sqs_queue: {
    jobs: {
      name: "jobs",
      visibility_timeout_seconds: 5,
      redrive_policy:
        "${jsonencode({deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 2})}",
    },
    dead: { name: "dead" },
  },
  aws_lambda_event_source_mapping: {
    jobs: {
      event_source_arn: "${aws_sqs_queue.jobs.arn}",
      function_name: "${aws_lambda_function.worker.arn}",
      function_response_types: ["ReportBatchItemFailures"],
    },
  },
};

interface SqsEvent {
  readonly Records: readonly { readonly body: string; readonly messageId: string }[];
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(at));

describe("10,000 messages with 1 % poison", () => {
  const handled = new Map<string, number>();
  const isPoison = (body: string) => Number(body) % 100 === 0;
  const queue = new SqsServer(5_000, 2);
  const fixture = new EventFixture((event) => {
    const { Records } = event as SqsEvent;
    for (const { body } of Records.filter((one) => !isPoison(one.body))) {
      handled.set(body, (handled.get(body) ?? 0) + 1);
    }
    const poison = Records.filter(({ body }) => isPoison(body));
    return { batchItemFailures: poison.map((one) => ({ itemIdentifier: one.messageId })) };
  });
  afterAll(async () => {
    await fixture.close();
    await queue.close();
  });

  test("are all handled once, and the poison is dead, with a restart in between", async () => {
    fixture.use(await queue.listen(), RESOURCES);
    queue.send(numbers(10_000));
    await fixture.start();
    await eventually(() => handled.size > 3_000);
    await fixture.stop();
    await fixture.start();

    await eventually(() => queue.left === 0, 50_000);

    expect(queue.dead.sort()).toEqual(numbers(10_000).filter(isPoison).sort());
    expect(handled.size).toBe(9_900);
    expect(new Set(handled.values())).toEqual(new Set([1]));
  });
});

describeWithMoto("a worker that dies in the middle of a batch", () => {
  // Dies at the first attempt of each batch, after it has handled a message. A batch can also have
  // messages of an earlier one, which must not fail twice: then they belong in the other queue.
  const fixture = new EventFixture(`
    exports.handler = async ({ Records }) => {
      console.info("handles", Records[0].body);
      if (Records.every(({ attributes }) => attributes.ApproximateReceiveCount === "1")) {
        process.exit(1);
      }
      for (const { body } of Records) console.info("done", body);
    };`);
  afterAll(() => fixture.close());

  test("loses no message", async () => {
    await fixture.startMoto(RESOURCES);
    await fixture.start();
    await fixture.send("jobs", numbers(30));

    await eventually(async () => (await fixture.count("jobs")) === 0, 60_000);

    expect(await fixture.count("dead")).toBe(0);
    // The last lines of a sandbox may come after the batch has been deleted.
    await fixture.stop();
    const done = [...fixture.log.matchAll(/done (\d+)/g)].map(([, number]) => number);
    expect(new Set(done)).toEqual(new Set(numbers(30)));
    expect(fixture.log).toContain("Runtime exited with error: exit status 1");
  });
});

describeWithMoto("a runner that stops in the middle of its work", () => {
  const handled = new Set<string>();
  let begun = 0;
  const fixture = new EventFixture(async (event) => {
    const { Records } = event as SqsEvent;
    begun += 1;
    // Longer than the runner waits when it stops, for the batches that it has begun by then.
    if (begun <= 3) {
      await new Promise(() => undefined);
    }
    for (const { body } of Records) {
      handled.add(body);
    }
  });
  afterAll(() => fixture.close());

  test("goes on at the next start, with the messages that it had begun", async () => {
    await fixture.startMoto(RESOURCES);
    fixture.write({ ...RESOURCES, aws_lambda_function: { worker: { timeout: 5 } } });
    await fixture.send("jobs", numbers(200));
    await fixture.start();
    await eventually(() => begun >= 3);
    await fixture.stop();

    await fixture.start();

    await eventually(async () => (await fixture.count("jobs")) === 0, 60_000);
    expect(handled).toEqual(new Set(numbers(200)));
  });
});
