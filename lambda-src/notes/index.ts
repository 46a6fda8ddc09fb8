import { randomUUID } from "node:crypto";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { deleteNote, putNote, readNote } from "./note-store";
import type { NotesEvent } from "./request";
import { keyOf, ownerOf, Refusal, textOf } from "./request";

type Response = APIGatewayProxyStructuredResultV2;

const routes: Readonly<Record<string, (event: NotesEvent) => Promise<Response> | Response>> = {
  "GET /health": () => response(200, { status: "ok" }),
  "POST /notes": async (event) => {
    const note = await putNote({ owner: ownerOf(event), id: randomUUID() }, textOf(event));
    return response(201, note, { Location: `/notes/${note.id}` });
  },
  "GET /notes/{id}": async (event) => {
    const note = await readNote(keyOf(event));
    return note ? response(200, note) : response(404, { message: "Not Found" });
  },
  "PUT /notes/{id}": async (event) => response(200, await putNote(keyOf(event), textOf(event))),
  "DELETE /notes/{id}": async (event) => {
    await deleteNote(keyOf(event));
    return { statusCode: 204 };
  },
};

export async function handler(event: NotesEvent): Promise<Response> {
  try {
    return (await routes[event.routeKey]?.(event)) ?? response(404, { message: "Not Found" });
  } catch (error) {
    if (error instanceof Refusal) {
      return response(error.statusCode, { message: error.message });
    }
    // API Gateway responds with 500, and Lambda logs the error.
    throw error;
  }
}

function response(
  statusCode: number,
  body: object,
  headers: Record<string, string> = {},
): Response {
  return {
    statusCode,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
