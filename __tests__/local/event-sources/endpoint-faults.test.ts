import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Queue } from "../../../local/event-sources/sqs/queue";
import { QueueReader } from "../../../local/event-sources/sqs/queue-reader";
import { AwsClient } from "../../../local/services";
import { type LoopbackServer, startServer } from "../../support/loopback-server";
import { ACCOUNT, EventFixture, REGION } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

/** The rest of what jest can fake stays real: sockets need it. */
const REAL = ["nextTick", "setImmediate", "setInterval", "Date", "performance"] as const;

const NEWS = `arn:aws:sns:${REGION}:${ACCOUNT}:news`;

/** An SQS that has one message, and never responds to some actions. */
class HangingSqs {
  readonly waiting: string[] = [];
  private hasMessage = true;
  private server: LoopbackServer | undefined;
  private readonly handle: RequestListener = (request, response) => {
    const action = String(request.headers["x-amz-target"]).split(".").pop() ?? "";
    const body = this.bodyFor(action);
    request.resume().on("end", () => {
      if (body) {
        response.end(JSON.stringify(body));
      } else {
        this.waiting.push(action);
      }
    });
  };

  async listen(): Promise<string> {
    this.server = await startServer(this.handle);
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private bodyFor(action: string): object | undefined {
    if (action === "GetQueueUrl") {
      return { QueueUrl: "http://127.0.0.1/123456789012/jobs" };
    }
    if (action !== "ReceiveMessage" || !this.hasMessage) {
      return undefined;
    }
    this.hasMessage = false;
    return { Messages: [{ MessageId: "1", ReceiptHandle: "1", Body: "{}", MD5OfBody: "" }] };
  }
}

/** Lets the fake timers run until something has ended. */
async function passTimeUntil(ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const end = () => (hasEnded = true);
  ended.then(end, end);
  while (!hasEnded) {
    await jest.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ended;
}

describe("an endpoint that never responds", () => {
  const sqs = new HangingSqs();
  const handled = jest.fn((event: { readonly hangs?: boolean }) =>
    event.hangs ? new Promise(() => undefined) : undefined,
  );
  const fixture = new EventFixture((event) => handled(event as object));
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await fixture.close();
    await sqs.close();
  });

  test("doesn't keep running requests longer than five seconds when the runner closes", async () => {
    const mapping = { function_name: "worker", event_source_arn: "${aws_sqs_queue.jobs.arn}" };
    fixture.use(await sqs.listen(), {
      aws_lambda_function: { worker: { timeout: 60 } },
      aws_sqs_queue: { jobs: { name: "jobs", visibility_timeout_seconds: 60 } },
      aws_lambda_event_source_mapping: { jobs: { ...mapping, batch_size: 1 } },
    });
    const { lambdaUrl } = await fixture.start();
    const url = `${lambdaUrl}/2015-03-31/functions/worker/invocations`;
    const invocation = fetch(url, { method: "POST", body: '{"hangs":true}' });
    await eventually(() => sqs.waiting.includes("DeleteMessageBatch"));
    await eventually(() => handled.mock.calls.length === 2);
    jest.useFakeTimers({ doNotFake: [...REAL] });

    const closed = fixture.stop();
    await jest.advanceTimersByTimeAsync(5_000);

    await expect(invocation).rejects.toThrow("fetch failed");
    await passTimeUntil(closed);
  });

  test.each([
    ["starts", false],
    ["reads the stack again", true],
  ])("doesn't keep the runner from closing while it %s", async (_, isRunning) => {
    const stop = new AbortController();
    fixture.write({});
    const runner = isRunning ? await fixture.start({ stop: stop.signal }) : undefined;
    sqs.waiting.length = 0;
    fixture.write({
      aws_sns_topic: { news: { name: "news", arn: NEWS } },
      aws_sns_topic_subscription: {
        news: {
          topic_arn: NEWS,
          protocol: "lambda",
          endpoint: "${aws_lambda_function.worker.arn}",
        },
      },
      aws_lambda_permission: {
        news: {
          function_name: "worker",
          action: "lambda:InvokeFunction",
          principal: "sns.amazonaws.com",
          source_arn: NEWS,
        },
      },
    });
    const started = runner ? runner.reload() : fixture.start({ stop: stop.signal });
    await eventually(() => sqs.waiting.includes("CreateQueue"));
    jest.useFakeTimers({ doNotFake: [...REAL] });

    stop.abort(new Error("as told"));
    await passTimeUntil(started.catch(() => undefined));

    await expect(started).rejects.toThrow("as told");
    await passTimeUntil(fixture.stop());
  });

  test("fails a request after half a minute", async () => {
    const url = await new Promise<string>((resolve) => {
      const silent = createServer();
      silent.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
      });
      silent.on("request", () => jest.advanceTimersByTime(30_000));
      silent.on("connection", () => silent.close());
    });
    jest.useFakeTimers({ doNotFake: [...REAL] });
    const client = new AwsClient(() => url);

    const response = client.json("sqs", "eu-west-1", "ListQueues", {});

    await expect(response).rejects.toThrow(`${url} doesn't respond within 30 seconds`);
    client.close();
  });
});

test.each([
  ["no list of messages", 5],
  ["a message that can't be handled", [null]],
])("an endpoint that returns %s is reported", async (_, received) => {
  const receive = () => new Promise((resolve) => setImmediate(() => resolve(received)));
  const queue = { receive, show: () => Promise.resolve() };
  const failures: string[] = [];
  const reader = new QueueReader(queue as unknown as Queue, {
    size: 1,
    windowSeconds: 0,
    concurrency: 1,
    handle: () => Promise.reject(new Error("no message")),
    onFailure: ({ message }) => failures.push(message),
  });

  reader.start();
  await eventually(() => failures.length > 0);
  await reader.stop();

  expect(failures[0]).toMatch(/not iterable|no message/);
});

test("an endpoint that Ctrl-C ends before the runner isn't reported", async () => {
  const queue = { receive: () => Promise.reject(new Error("socket hang up")) };
  const failures: string[] = [];
  const reader = new QueueReader(queue as unknown as Queue, {
    size: 1,
    windowSeconds: 0,
    concurrency: 1,
    handle: () => Promise.resolve(),
    onFailure: ({ message }) => failures.push(message),
  });

  reader.start();
  await new Promise(setImmediate);
  await reader.stop();

  expect(failures).toEqual([]);
});
