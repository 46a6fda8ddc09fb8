import { EventFixture } from "../../local/event-sources/support/event-fixture";
import { eventually } from "../../support/eventually";
import { SqsServer } from "../../local/event-sources/support/sqs-server";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { printTable, whole } from "../table";
import { notesWorkerRate } from "./notes-worker";

const HANDLER = "exports.handler = async ({ Records }) => { for (const r of Records) r.body; };";
const VISIBILITY_MILLISECONDS = 60_000;
const MAX_RECEIVE_COUNT = 3;
const MAPPING = {
  event_source_arn: "arn:aws:sqs:us-east-1:123456789012:jobs",
  function_name: "worker",
};

interface Worker {
  readonly name: string;
  readonly messages: number;
  readonly rateOf: (queue: SqsServer, messages: number) => Promise<number>;
}

const WORKERS: readonly Worker[] = [
  { name: "a Node.js handler that does nothing", messages: 10_000, rateOf: idleWorkerRate },
  { name: "the worker of notes, with DynamoDB", messages: 2_000, rateOf: notesWorkerRate },
];
const QUICK_MESSAGES = 500;

/** Messages per second from a queue through a function, in batches of ten. */
export async function benchEvents(_scratch: Scratch, quick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const { name, messages, rateOf } of WORKERS) {
    const count = quick ? QUICK_MESSAGES : messages;
    const rates: number[] = [];
    for (let run = 0; run < (quick ? 1 : 3); run++) {
      rates.push(await rateOf(new SqsServer(VISIBILITY_MILLISECONDS, MAX_RECEIVE_COUNT), count));
    }
    rows.push([name, whole(count), whole(median(rates))]);
  }
  printTable("Messages of a queue, in batches of 10", ["", "messages", "messages/s"], rows);
}

async function idleWorkerRate(queue: SqsServer, count: number): Promise<number> {
  const fixture = new EventFixture(HANDLER);
  try {
    fixture.use(await queue.listen(), { aws_lambda_event_source_mapping: { jobs: MAPPING } });
    await fixture.start();
    const start = performance.now();
    queue.send(Array.from({ length: count }, (_, at) => `{"message":${at}}`));
    await eventually(() => queue.left === 0, 300_000);
    return (count * 1_000) / (performance.now() - start);
  } finally {
    await fixture.close();
    await queue.close();
  }
}
