import { connectTo, refusalOf, type Client } from "../../gateway/websocket-api/support/client";
import type { WebSocketCase } from "./websocket-case";
import type { HandshakeResponse } from "./websocket-expectation";

/** A handshake and what came of it: a connection, unless it was refused. */
export interface Shaken {
  readonly response: HandshakeResponse;
  readonly client?: Client;
}

/** @throws Error if the handshake is accepted, or refused, and the case expects the opposite */
export async function handshake(url: string, one: WebSocketCase): Promise<Shaken> {
  const { query, headers, header_lines } = one.request.connect ?? {};
  const sent = { query, headers: header_lines ? grouped(header_lines) : headers };
  const target = url.replace("http", "ws");
  const { status = 101 } = (one.expect["handshake"] ?? {}) as { readonly status?: number };
  if (status !== 101) {
    return { response: await refusalOf(target, sent) };
  }
  const client = await connectTo(target, sent);
  const { statusCode = 0, headers: received } = client.handshake;
  return { client, response: { status: statusCode, headers: received, body: "" } };
}

/** Several lines of one name, as Node.js sends them. */
function grouped(lines: readonly (readonly [string, string])[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const [name, value] of lines) {
    (headers[name] ??= []).push(value);
  }
  return headers;
}
