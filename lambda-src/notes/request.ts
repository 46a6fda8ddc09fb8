import type {
  APIGatewayEventRequestContextJWTAuthorizer,
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
} from "aws-lambda";
import type { NoteKey } from "./note-store";

const MAX_TEXT_LENGTH = 10_000;

/** A request to one of the routes; `GET /health` has no authorizer. */
export type NotesEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & {
    authorizer?: APIGatewayEventRequestContextJWTAuthorizer;
  }
>;

/** A request that the caller has to change. */
export class Refusal extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** The key of the note that a request is about. */
export function keyOf(event: NotesEvent): NoteKey {
  const { id = "" } = event.pathParameters ?? {};
  const owner = ownerOf(event);
  if (!/^[\w-]{1,64}$/.test(id)) {
    throw new Refusal(400, "An id has up to 64 letters, digits, hyphens and underscores.");
  }
  return { owner, id };
}

/** The owner is part of the key, so nobody reaches the notes of others. */
export function ownerOf({ requestContext }: NotesEvent): string {
  const owner = requestContext.authorizer?.jwt.claims.sub;
  if (typeof owner !== "string" || owner === "") {
    throw new Refusal(403, 'The token has no claim "sub".');
  }
  return owner;
}

/** The text in the body of a request. */
export function textOf({ body = "", isBase64Encoded }: NotesEvent): string {
  const json = isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
  const { text } = parsed(json) ?? {};
  if (typeof text !== "string" || text.length > MAX_TEXT_LENGTH) {
    const example = '{ "text": "Buy milk" }';
    throw new Refusal(
      400,
      `Send JSON like ${example}, with up to ${MAX_TEXT_LENGTH} characters of text.`,
    );
  }
  return text;
}

function parsed(json: string): { text?: unknown } | undefined {
  try {
    return JSON.parse(json) as { text?: unknown };
  } catch {
    return undefined;
  }
}
