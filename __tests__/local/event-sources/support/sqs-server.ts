import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { bodyOf, type LoopbackServer, startServer } from "../../../support/loopback-server";

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly attributes: object;
  receipt: string;
  received: number;
  visibleAt: number;
}

interface Input {
  readonly MaxNumberOfMessages?: number;
  readonly Entries?: readonly { readonly ReceiptHandle: string }[];
}

interface Output {
  readonly Messages?: readonly object[];
  readonly [name: string]: unknown;
}

/** How long a request waits when no message is visible. */
const POLL_MS = 20;

/**
 * One queue with the API of SQS, as far as an event source uses it. moto reads a queue from its
 * beginning for each request, which takes minutes for thousands of messages.
 */
export class SqsServer {
  /** Bodies of the messages that were received too often. */
  readonly dead: string[] = [];
  private readonly messages = new Map<string, Stored>();
  /** IDs in the order in which they are looked at. */
  private order: string[] = [];
  private server: LoopbackServer | undefined;

  constructor(
    private readonly visibilityMilliseconds: number,
    private readonly maxReceiveCount: number,
  ) {}

  private readonly handle: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      const action = String(request.headers["x-amz-target"]).split(".").pop() ?? "";
      const output = this.respond(action, JSON.parse(body) as Input);
      const isEmpty = action === "ReceiveMessage" && !output.Messages?.length;
      setTimeout(() => response.end(JSON.stringify(output)), isEmpty ? POLL_MS : 0);
    });
  };

  async listen(): Promise<string> {
    this.server = await startServer(this.handle);
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** Messages that are neither deleted nor dead. */
  get left(): number {
    return this.messages.size;
  }

  /** @param attributes - of each message, as SQS returns them */
  send(bodies: readonly string[], attributes: object = {}): void {
    for (const body of bodies) {
      const id = randomUUID();
      this.messages.set(id, { id, body, attributes, receipt: id, received: 0, visibleAt: 0 });
      this.order.push(id);
    }
  }

  private respond(action: string, { MaxNumberOfMessages = 1, Entries = [] }: Input): Output {
    switch (action) {
      case "GetQueueUrl":
        return { QueueUrl: "http://127.0.0.1/123456789012/jobs" };
      case "ReceiveMessage":
        return { Messages: this.receive(MaxNumberOfMessages) };
      case "DeleteMessageBatch":
        Entries.forEach(({ ReceiptHandle }) => this.delete(ReceiptHandle));
        return { Successful: [], Failed: [] };
      case "GetQueueAttributes":
        return { Attributes: { RedrivePolicy: this.redrivePolicy } };
      default:
        return {};
    }
  }

  private get redrivePolicy(): string {
    const deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:dead";
    return JSON.stringify({ deadLetterTargetArn, maxReceiveCount: this.maxReceiveCount });
  }

  private receive(most: number): object[] {
    const now = Date.now();
    const received: object[] = [];
    const hidden: string[] = [];
    while (received.length < most && this.order.length > 0) {
      const id = this.order.shift() ?? "";
      const message = this.messages.get(id);
      if (message && message.visibleAt > now) {
        hidden.push(id);
      } else if (message && message.received >= this.maxReceiveCount) {
        this.messages.delete(id);
        this.dead.push(message.body);
      } else if (message) {
        message.received += 1;
        message.visibleAt = now + this.visibilityMilliseconds;
        message.receipt = `${id}/${message.received}`;
        received.push(messageOf(message));
        hidden.push(id);
      }
      if (hidden.length > 20 * most) {
        break;
      }
    }
    this.order.push(...hidden);
    return received;
  }

  /** Only the last receipt deletes. */
  private delete(receipt: string): void {
    const [id = ""] = receipt.split("/");
    if (this.messages.get(id)?.receipt === receipt) {
      this.messages.delete(id);
    }
  }
}

function messageOf({ id, body, attributes, receipt, received }: Stored): object {
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: "",
    Attributes: { ApproximateReceiveCount: String(received) },
    MessageAttributes: attributes,
  };
}
