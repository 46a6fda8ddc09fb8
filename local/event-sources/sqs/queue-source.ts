import type { InvocationResult } from "../../lambda";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { functionFailed } from "../../lambda/function-failed";
import { batchItemFailures, type Failures } from "../mapping/batch-response";
import { filterOf, type Mapping, readMapping } from "../mapping/mapping";
import { reportBatch } from "../mapping/report";
import { filterable, type Message, sqsRecord } from "./message";
import { MOST_MESSAGES, Queue } from "./queue";
import { QueueReader } from "./queue-reader";

const DEFAULT_BATCH_SIZE = 10;
const DEFAULT_VISIBILITY_SECONDS = 30;
/** AWS begins with five, and adds more under load. */
const DEFAULT_CONCURRENCY = 5;
/** Lambda's limit for the payload of an invocation. */
const MOST_BYTES = 6 * 1024 * 1024;

interface QueueMapping extends Mapping {
  readonly concurrency: number;
}

/** The mapping of an SQS queue to a function. */
export function queueSource(resource: ResolvedResource, stack: ResolvedStack): DeclaredSource {
  const [scaling] = resource.blocks("scaling_config");
  const mapping: QueueMapping = {
    ...readMapping(resource, DEFAULT_BATCH_SIZE),
    concurrency: scaling?.number("maximum_concurrency") ?? DEFAULT_CONCURRENCY,
  };
  return {
    address: resource.address,
    services: ["sqs"],
    functionRefs: [mapping.functionRef],
    settings: mapping,
    refusal: (timeoutSeconds) =>
      refusal(mapping, visibilityTimeout(mapping, stack), timeoutSeconds),
    create: (services) => new QueueSource(mapping, services),
  };
}

/** In seconds; undefined for a queue outside of the stack. */
function visibilityTimeout({ sourceArn }: Mapping, stack: ResolvedStack): number | undefined {
  const queue = stack.ofType("aws_sqs_queue").find((one) => one.string("arn") === sourceArn);
  return queue && (queue.number("visibility_timeout_seconds") ?? DEFAULT_VISIBILITY_SECONDS);
}

/** In AWS's words, where they are known. */
function refusal(
  { batchSize, windowSeconds }: Mapping,
  visibilitySeconds: number | undefined,
  timeoutSeconds: number,
): string | undefined {
  if (visibilitySeconds !== undefined && visibilitySeconds < timeoutSeconds) {
    return (
      `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ` +
      `${timeoutSeconds} seconds`
    );
  }
  if (batchSize > MOST_MESSAGES && windowSeconds === 0) {
    return "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10";
  }
  return undefined;
}

/** A batch, or the part of it that one event can hold. */
interface Delivery {
  readonly messages: Message[];
  readonly records: object[];
}

/**
 * Invokes a function with the messages of a queue. What the function doesn't handle stays in the
 * queue: it is visible again after the queue's visibility timeout, and the queue's redrive policy
 * decides when it goes to the dead-letter queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
class QueueSource implements EventSource {
  private readonly queue: Queue;
  private readonly reader: QueueReader;
  private readonly isWanted;

  constructor(
    private readonly mapping: QueueMapping,
    private readonly services: SourceServices,
  ) {
    const { sourceName, region, batchSize: size, windowSeconds, concurrency, filters } = mapping;
    this.queue = new Queue(services.client, sourceName, region);
    this.isWanted = filterOf(filters);
    this.reader = new QueueReader(this.queue, {
      size,
      windowSeconds,
      concurrency,
      handle: (messages) => this.handle(messages),
      onFailure: ({ message }) => this.report("-", 500, `the queue can't be read: ${message}`),
    });
  }

  start(): Promise<void> {
    this.reader.start();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.reader.stop();
  }

  private async handle(messages: readonly Message[]): Promise<void> {
    const { sourceArn, region } = this.mapping;
    const unwanted: Message[] = [];
    const wanted: [Message, object][] = [];
    for (const message of messages) {
      const record = sqsRecord(message, sourceArn, region);
      if (this.isWanted(filterable(record, message.Body))) {
        wanted.push([message, record]);
      } else {
        unwanted.push(message);
      }
    }
    await this.delete(unwanted);
    for (const delivery of deliveries(wanted)) {
      await this.deliver(delivery);
    }
  }

  private async deliver({ messages, records }: Delivery): Promise<void> {
    const { functionRef, reportsFailures } = this.mapping;
    const start = performance.now();
    let failures: Failures = "all";
    let reason: string | undefined;
    try {
      const payload = JSON.stringify({ Records: records });
      const result = await this.services.lambda.invoke(functionRef, payload);
      failures = failuresOf(result, messages, reportsFailures);
      reason = reasonOf(result, failures);
    } catch (error) {
      reason = (error as Error).message;
    }
    const handled = failures === "all" ? [] : messages.filter(isNotIn(failures));
    const milliseconds = performance.now() - start;
    if (reason !== undefined) {
      reason += await this.deadLetters(messages.filter((message) => !handled.includes(message)));
    }
    this.report(counted(messages), reason === undefined ? 200 : 500, reason, milliseconds);
    await this.delete(handled);
  }

  /** SQS moves a message when it would be received once more than its queue lets it. */
  private async deadLetters(failed: readonly Message[]): Promise<string> {
    const policy = await this.queue.redrivePolicy().catch(() => undefined);
    const most = Number(policy?.maxReceiveCount ?? Infinity);
    const dead = failed.filter(
      ({ Attributes }) => Number(Attributes?.["ApproximateReceiveCount"]) >= most,
    );
    const queue = policy?.deadLetterTargetArn.split(":").pop();
    return dead.length === 0
      ? ""
      : `; the dead-letter queue ${queue} gets ${counted(dead)}, after ${most} receives`;
  }

  /** A message that can't be deleted comes again: its function must be prepared for that on AWS. */
  private async delete(messages: readonly Message[]): Promise<void> {
    try {
      await this.queue.delete(messages);
    } catch (error) {
      const reason = `messages can't be deleted, and will come again: ${(error as Error).message}`;
      this.report("-", 500, reason);
    }
  }

  private report(path: string, status: 200 | 500, reason?: string, milliseconds?: number): void {
    reportBatch(this.services.log, this.mapping, "SQS", { path, status, reason, milliseconds });
  }
}

function failuresOf(
  { functionError, payload }: InvocationResult,
  messages: readonly Message[],
  reportsFailures: boolean,
): Failures {
  if (functionError !== undefined) {
    return "all";
  }
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  return reportsFailures ? batchItemFailures(payload.toString("utf8"), known) : new Set();
}

function reasonOf(result: InvocationResult, failures: Failures): string | undefined {
  if (result.functionError !== undefined) {
    return functionFailed(result);
  }
  if (failures === "all") {
    return `the response isn't a valid list of batch item failures: ${result.payload.toString("utf8")}`;
  }
  return failures.size === 0 ? undefined : `${failures.size} of them failed`;
}

function counted({ length }: readonly Message[]): string {
  return `${length} ${length === 1 ? "message" : "messages"}`;
}

function isNotIn(failures: ReadonlySet<string>): (message: Message) => boolean {
  return ({ MessageId }) => !failures.has(MessageId);
}

/** As few events as hold the records. */
function deliveries(records: readonly [Message, object][]): Delivery[] {
  const all: Delivery[] = [];
  let bytes = Infinity;
  for (const [message, record] of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    let last = all.at(-1);
    if (last === undefined || bytes + size > MOST_BYTES) {
      last = { messages: [], records: [] };
      all.push(last);
      bytes = Buffer.byteLength('{"Records":[]}');
    }
    last.messages.push(message);
    last.records.push(record);
    bytes += size;
  }
  return all;
}
