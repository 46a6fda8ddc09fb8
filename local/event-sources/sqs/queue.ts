import type { AwsClient } from "../../services";
import type { Message } from "./message";

/** SQS takes and returns at most ten messages a request. */
export const MOST_MESSAGES = 10;

interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number | string;
}

/** A queue at the endpoint of SQS. */
export class Queue {
  private url: string | undefined;

  constructor(
    private readonly client: AwsClient,
    readonly name: string,
    readonly region: string,
  ) {}

  /** @param most 1 to 10 */
  async receive(most: number, waitSeconds: number): Promise<readonly Message[]> {
    const { Messages = [] } = await this.call<{ Messages?: readonly Message[] }>("ReceiveMessage", {
      MaxNumberOfMessages: most,
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    return Messages;
  }

  async delete(messages: readonly Message[]): Promise<void> {
    await this.batch("DeleteMessageBatch", messages, {});
  }

  /** Makes received messages visible again after this time. */
  async show(messages: readonly Message[], seconds: number): Promise<void> {
    await this.batch("ChangeMessageVisibilityBatch", messages, { VisibilityTimeout: seconds });
  }

  /** When messages go to the dead-letter queue. @returns undefined if the queue has none */
  async redrivePolicy(): Promise<RedrivePolicy | undefined> {
    const { Attributes } = await this.call<{ Attributes?: { readonly RedrivePolicy?: string } }>(
      "GetQueueAttributes",
      { AttributeNames: ["RedrivePolicy"] },
    );
    const json = Attributes?.RedrivePolicy;
    return json === undefined ? undefined : (JSON.parse(json) as RedrivePolicy);
  }

  async visibilitySeconds(): Promise<number> {
    const { Attributes } = await this.call<{ Attributes: Record<string, string> }>(
      "GetQueueAttributes",
      { AttributeNames: ["VisibilityTimeout"] },
    );
    return Number(Attributes.VisibilityTimeout);
  }

  private async batch(action: string, messages: readonly Message[], each: object): Promise<void> {
    for (let at = 0; at < messages.length; at += MOST_MESSAGES) {
      const Entries = messages
        .slice(at, at + MOST_MESSAGES)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle, ...each }));
      await this.call(action, { Entries });
    }
  }

  private async call<T>(action: string, input: object): Promise<T> {
    this.url ??= await this.findUrl();
    return this.client.json<T>("sqs", this.region, action, { QueueUrl: this.url, ...input });
  }

  private async findUrl(): Promise<string> {
    const { QueueUrl } = await this.client.json<{ QueueUrl: string }>(
      "sqs",
      this.region,
      "GetQueueUrl",
      { QueueName: this.name },
    );
    return QueueUrl;
  }
}
