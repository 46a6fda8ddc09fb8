import type { APIGatewayProxyWebsocketEventV2 } from "aws-lambda";

/** The event of a new or ended connection, which has no body, or of a message. */
export type ChatEvent = Omit<APIGatewayProxyWebsocketEventV2, "body"> & { readonly body?: string };

/** A message that the client has to change. */
export class Refusal extends Error {}

/**
 * A text of a message, without spaces around it.
 * @throws Refusal if it is missing, empty or too long
 */
export function textOf(
  { body = "" }: ChatEvent,
  field: "name" | "text",
  maxLength: number,
): string {
  const value = parsed(body)[field];
  const text = typeof value === "string" ? value.trim() : "";
  if (text === "" || text.length > maxLength) {
    throw new Refusal(`"${field}" must be a text of 1 to ${maxLength} characters.`);
  }
  return text;
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(json)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
