import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from "@aws-sdk/lib-dynamodb";

const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.TABLE_NAME;
const MAX_TEXT_LENGTH = 10_000;

const routes = {
  "GET /health": () => response(200, { status: "ok" }),
  "POST /notes": async (owner, event) => {
    const note = await put(owner, randomUUID(), event);
    return response(201, note, { Location: `/notes/${note.id}` });
  },
  "GET /notes/{id}": async (owner, event) => {
    const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: keyOf(owner, event) }));
    return Item ? response(200, shown(Item)) : response(404, { message: "Not Found" });
  },
  "PUT /notes/{id}": async (owner, event) =>
    response(200, await put(owner, keyOf(owner, event).id, event)),
  "DELETE /notes/{id}": async (owner, event) => {
    await dynamodb.send(new DeleteCommand({ TableName, Key: keyOf(owner, event) }));
    return { statusCode: 204 };
  },
};

export async function handler(event) {
  try {
    return await routes[event.routeKey](event.requestContext.authorizer?.jwt.claims.sub, event);
  } catch (error) {
    if (error instanceof Refusal) {
      return response(error.statusCode, { message: error.message });
    }
    // API Gateway responds with 500, and Lambda logs the error.
    throw error;
  }
}

/** A request that the caller has to change. */
class Refusal extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }
}

async function put(owner, id, event) {
  const Item = { ...key(owner, id), text: textOf(event), updatedAt: new Date().toISOString() };
  await dynamodb.send(new PutCommand({ TableName, Item }));
  return shown(Item);
}

function keyOf(owner, event) {
  return key(owner, event.pathParameters.id);
}

/** The owner is part of the key, so nobody reaches the notes of others. */
function key(owner, id) {
  if (!owner) {
    throw new Refusal(403, 'The token has no claim "sub".');
  }
  if (!/^[\w-]{1,64}$/.test(id)) {
    throw new Refusal(400, "An id has up to 64 letters, digits, hyphens and underscores.");
  }
  return { owner, id };
}

function textOf({ body = "", isBase64Encoded }) {
  const { text } = parsed(isBase64Encoded ? Buffer.from(body, "base64").toString() : body) ?? {};
  if (typeof text !== "string" || text.length > MAX_TEXT_LENGTH) {
    const example = '{ "text": "Buy milk" }';
    throw new Refusal(
      400,
      `Send JSON like ${example}, with up to ${MAX_TEXT_LENGTH} characters of text.`,
    );
  }
  return text;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function shown({ id, text, updatedAt }) {
  return { id, text, updatedAt };
}

function response(statusCode, body, headers = {}) {
  return {
    statusCode,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
