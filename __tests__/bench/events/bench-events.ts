import { EventFixture } from "../../local/event-sources/support/event-fixture";
import { eventually } from "../../local/event-sources/support/eventually";
import { SqsServer } from "../../local/event-sources/support/sqs-server";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { printTable, whole } from "../table";

const HANDLER = "exports.handler = async ({ Records }) => { for (const r of Records) r.body; };";
const VISIBILITY_MILLISECONDS = 60_000;
const MAX_RECEIVE_COUNT = 3;
const MAPPING = {
  event_source_arn: "arn:aws:sqs:us-east-1:123456789012:jobs",
  function_name: "worker",
};

/** Messages per second of a queue through a Node.js worker, in batches of ten. */
export async function benchEvents(_scratch: Scratch, quick: boolean): Promise<void> {
  const messages = quick ? 500 : 10_000;
  const rates: number[] = [];
  for (let run = 0; run < (quick ? 1 : 3); run++) {
    rates.push(await rateOf(messages));
  }
  printTable(
    `event sources: ${messages} messages of a queue, batches of 10`,
    ["", "messages/s"],
    [["SQS to a Node.js worker", whole(median(rates))]],
  );
}

async function rateOf(count: number): Promise<number> {
  const queue = new SqsServer(VISIBILITY_MILLISECONDS, MAX_RECEIVE_COUNT);
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
    queue.close();
  }
}
