import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
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
}

const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.TABLE_NAME;

export async function putNote({ owner, id }: NoteKey, text: string): Promise<Note> {
  const note = { id, text, updatedAt: new Date().toISOString() };
  await dynamodb.send(new PutCommand({ TableName, Item: { owner, ...note } }));
  return note;
}

export async function readNote(Key: NoteKey): Promise<Note | undefined> {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key }));
  if (!Item) {
    return undefined;
  }
  const { id, text, updatedAt } = Item as Note;
  return { id, text, updatedAt };
}

export async function deleteNote(Key: NoteKey): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName, Key }));
}
