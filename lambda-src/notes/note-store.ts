import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateScan,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

/** The key of the table. */
export interface NoteKey {
  readonly owner: string;
  readonly id: string;
}

/** A note as its owner gets it. */
export interface Note {
  readonly id: string;
  readonly text: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** ISO 8601. Missing until the owner is reminded; a changed note is new in this respect. */
  readonly remindedAt?: string;
}

const client = DynamoDBDocumentClient.from(new DynamoDBClient(), {
  marshallOptions: { removeUndefinedValues: true },
});
const TableName = process.env.TABLE_NAME;

export async function putNote({ owner, id }: NoteKey, text: string): Promise<Note> {
  const note = { id, text, updatedAt: new Date().toISOString() };
  await client.send(new PutCommand({ TableName, Item: { owner, ...note } }));
  return note;
}

export async function readNote(Key: NoteKey): Promise<Note | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName, Key }));
  if (!Item) {
    return undefined;
  }
  const { id, text, updatedAt, remindedAt } = Item as Note;
  return { id, text, updatedAt, remindedAt };
}

export async function deleteNote(Key: NoteKey): Promise<void> {
  await client.send(new DeleteCommand({ TableName, Key }));
}

/** Neither changed since a time, nor has its owner been reminded. */
const IS_UNCHANGED = "updatedAt < :since AND attribute_not_exists(remindedAt)";

/**
 * @param since - marks the note only if it still wasn't changed since then (ISO 8601), and isn't marked
 * @returns false if the note doesn't exist, or is another one by now
 */
export async function markReminded(Key: NoteKey, since?: string): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName,
        Key,
        ConditionExpression: since === undefined ? "attribute_exists(id)" : IS_UNCHANGED,
        UpdateExpression: "SET remindedAt = :now",
        ExpressionAttributeValues: { ":now": new Date().toISOString(), ":since": since },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return false;
    }
    throw error;
  }
}

/** The notes that weren't changed since a time (ISO 8601), and whose owners weren't reminded. */
export async function* unchangedNotes(since: string): AsyncGenerator<NoteKey> {
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: IS_UNCHANGED,
      ExpressionAttributeValues: { ":since": since },
      ProjectionExpression: "#owner, id",
      // A reserved word.
      ExpressionAttributeNames: { "#owner": "owner" },
    },
  );
  for await (const { Items = [] } of pages) {
    yield* Items as NoteKey[];
  }
}
