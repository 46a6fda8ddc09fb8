import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateScan,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

/** A client that is connected. */
export interface Connection {
  readonly connectionId: string;
  readonly name: string;
}

/** API Gateway ends a connection after two hours. DynamoDB then removes an item that is left over. */
const LIFETIME_SECONDS = 2 * 60 * 60;

/** API Gateway waits up to 29 seconds for `$connect`, and then opens the connection. */
const OPENING_SECONDS = 30;

const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.TABLE_NAME;

export async function putConnection(connection: Connection): Promise<void> {
  const expiresAt = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
  await client.send(new PutCommand({ TableName, Item: { ...connection, expiresAt } }));
}

/** @returns false if the connection was removed */
export async function renameConnection({ connectionId, name }: Connection): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { connectionId },
        ConditionExpression: "attribute_exists(connectionId)",
        UpdateExpression: "SET #name = :name",
        // A reserved word.
        ExpressionAttributeNames: { "#name": "name" },
        ExpressionAttributeValues: { ":name": name },
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

/** @returns the connection as it was; undefined if it was removed before */
export async function deleteConnection(connectionId: string): Promise<Connection | undefined> {
  const command = new DeleteCommand({ TableName, Key: { connectionId }, ReturnValues: "ALL_OLD" });
  const { Attributes } = await client.send(command);
  return Attributes as Connection | undefined;
}

/**
 * Removes a connection that API Gateway reports as gone. It reports one of which `$connect` is still
 * under way, too: a young item stays.
 */
export async function forgetConnection(connectionId: string): Promise<void> {
  const isOpen = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS - OPENING_SECONDS;
  try {
    await client.send(
      new DeleteCommand({
        TableName,
        Key: { connectionId },
        ConditionExpression: "expiresAt < :isOpen",
        ExpressionAttributeValues: { ":isOpen": isOpen },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) {
      throw error;
    }
  }
}

/** @returns undefined if it was removed */
export async function readConnection(connectionId: string): Promise<Connection | undefined> {
  const Key = { connectionId };
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return Item as Connection | undefined;
}

export async function allConnections(): Promise<Connection[]> {
  const connections: Connection[] = [];
  // Otherwise a client that has just connected could be missing.
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName, ConsistentRead: true },
  )) {
    connections.push(...(Items as Connection[]));
  }
  return connections;
}
