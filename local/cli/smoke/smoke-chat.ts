import { on, once } from "node:events";
import { WebSocket } from "ws";

/** The page of chat has the URL of its WebSocket API in this attribute. */
const CHAT_URL = /data-chat-url="([^"]+)"/;

/**
 * Lets two clients of chat talk to each other, as two tabs with its page do.
 * @returns what is wrong; undefined if one gets what the other says
 * @throws Error if the page has no URL, or a client can't connect or gets nothing in time
 */
export async function talk(pageUrl: string, signal: AbortSignal): Promise<string | undefined> {
  const page = await (await fetch(pageUrl, { signal })).text();
  const [, url] = CHAT_URL.exec(page) ?? [];
  if (url === undefined) {
    throw new Error(`the page has no data-chat-url: ${page}`);
  }
  const clients = [new WebSocket(url), new WebSocket(url)] as const;
  try {
    await Promise.all(clients.map((client) => once(client, "open", { signal })));
    const [listener, speaker] = clients;
    const text = `Written by npm run smoke, ${Date.now()}`;
    const heard = typeOf(listener, text, signal);
    speaker.send(JSON.stringify({ action: "sendMessage", text }));
    const type = await heard;
    return type === "message" ? undefined : `expected the type message, got ${String(type)}`;
  } finally {
    clients.forEach((client) => client.close());
  }
}

/** The type of the first message with a text: others may talk at the same time. */
async function typeOf(client: WebSocket, text: string, signal: AbortSignal): Promise<unknown> {
  for await (const [data] of on(client, "message", { signal }) as AsyncIterable<[Buffer]>) {
    const received = JSON.parse(data.toString()) as { type?: unknown; text?: unknown };
    if (received.text === text) {
      return received.type;
    }
  }
  return undefined;
}
