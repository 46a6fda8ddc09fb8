import { createHash } from "node:crypto";
import type { SourceServices } from "../event-source";
import type { Message } from "../sqs/message";
import { MOST_MESSAGES, Queue } from "../sqs/queue";
import { QueueReader } from "../sqs/queue-reader";

/** Events are in the queue until they are handled: a runner that stops finds them again. */
const VISIBILITY_SECONDS = 30;
const RENEWAL_MS = 10_000;
const CONCURRENCY = 16;

export interface InboxOptions<Event> extends Pick<SourceServices, "client" | "log"> {
  readonly address: string;
  readonly region: string;
  readonly accountId: string;
  /** The name in the log. */
  readonly title: string;
  /**
   * Reads the body of a message.
   * @throws Error if it isn't an event, so the message is deleted
   */
  readonly read: (body: string) => Event;
  /** @returns whether the message may be deleted; otherwise it comes again */
  readonly handle: (event: Event) => Promise<boolean>;
}

/** A queue of the runner's own that gets the events of a topic, bucket or event bus. */
export class Inbox<Event> {
  readonly arn: string;
  private readonly name: string;
  private readonly queue: Queue;
  private readonly reader: QueueReader;

  constructor(private readonly options: InboxOptions<Event>) {
    const { address, region, accountId, client } = options;
    this.name = inboxName(address);
    this.arn = `arn:aws:sqs:${region}:${accountId}:${this.name}`;
    this.queue = new Queue(client, this.name, region);
    this.reader = new QueueReader(this.queue, {
      size: MOST_MESSAGES,
      windowSeconds: 0,
      concurrency: CONCURRENCY,
      handle: async (messages) => {
        await Promise.all(messages.map((message) => this.handle(message)));
      },
      onFailure: ({ message }) => this.report(`events can't be received: ${message}`),
    });
  }

  /** Makes the queue, unless there is one from an earlier run. */
  async create(): Promise<void> {
    const { client, region } = this.options;
    await client.json("sqs", region, "CreateQueue", {
      QueueName: this.name,
      Attributes: { VisibilityTimeout: String(VISIBILITY_SECONDS) },
    });
  }

  start(): void {
    this.reader.start();
  }

  stop(): Promise<void> {
    return this.reader.stop();
  }

  private async handle(message: Message): Promise<void> {
    const renewal = setInterval(() => {
      this.queue.show([message], VISIBILITY_SECONDS).catch(() => undefined);
    }, RENEWAL_MS).unref();
    try {
      const isHandled = await this.readAndHandle(message);
      await (isHandled ? this.queue.delete([message]) : this.queue.show([message], 0));
    } catch (error) {
      this.report(`the event will come again: ${(error as Error).message}`);
    } finally {
      clearInterval(renewal);
    }
  }

  private async readAndHandle({ Body, MessageId }: Message): Promise<boolean> {
    const { read, handle } = this.options;
    let event: Event;
    try {
      event = read(Body);
    } catch (error) {
      // It would be the same the next time.
      const reason = (error as Error).message;
      this.report(`the message ${MessageId} is not an event, and is deleted: ${reason}`);
      return true;
    }
    return handle(event);
  }

  private report(reason: string): void {
    const { address, title, log } = this.options;
    log.report({ api: address, apiName: title, method: "EVENT", path: "-", status: 500, reason });
  }
}

/** The same at each start, because the queue may still have events. */
export function inboxName(address: string): string {
  const digest = createHash("sha256").update(address).digest("hex").slice(0, 16);
  return `local-runner-${digest}`;
}
