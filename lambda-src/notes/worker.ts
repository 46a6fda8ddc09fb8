import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { markReminded } from "./note-store";

/**
 * Reminds of the notes that messages name. A message that fails is reported, and only it is retried;
 * after the third time it is in the dead-letter queue.
 */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(Records.map(failedId));
  return {
    batchItemFailures: failed.flatMap((id) => (id === undefined ? [] : [{ itemIdentifier: id }])),
  };
}

async function failedId(record: SQSRecord): Promise<string | undefined> {
  try {
    await remind(record);
    return undefined;
  } catch (error) {
    console.error(`Message ${record.messageId} failed.`, error);
    return record.messageId;
  }
}

/** The API has put the owner into the message, by the token of the request. */
async function remind({ body: id, messageAttributes }: SQSRecord): Promise<void> {
  const owner = messageAttributes.owner?.stringValue;
  if (!owner) {
    throw new Error("The message has no owner.");
  }
  if (!(await markReminded({ owner, id }))) {
    console.warn("The note doesn't exist any more.");
  }
}
