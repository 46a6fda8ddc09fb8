import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { command } from "../../../../local/cli/commands/smoke";
import type { Finished } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import { runInProcess } from "../support/run-in-process";

const folder = mkdtempSync(path.join(os.tmpdir(), "smoke-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What all clients get when one sends a text. */
type Respond = (text: string) => readonly string[];

interface Chat {
  readonly respond?: Respond;
  /** The status that refuses a handshake. */
  readonly refuse?: (request: IncomingMessage) => number | undefined;
  readonly onConnection?: (client: WebSocket, request: IncomingMessage) => void;
}

/** Runs smoke with a conversation of Ana and Ben on a WebSocket API that behaves so. */
async function converse(conversation: object, chat: Chat, ...args: string[]): Promise<Finished> {
  const { respond = (text) => [text], refuse, onConnection } = chat;
  const server = createServer().listen(0, "127.0.0.1");
  const sockets = new WebSocketServer({
    server,
    verifyClient: ({ req }: { req: IncomingMessage }, accept) => {
      const status = refuse?.(req);
      accept(status === undefined, status);
    },
  });
  sockets.on("connection", (client, request) => {
    onConnection?.(client, request);
    client.on("message", (data: Buffer) =>
      respond(data.toString()).forEach((text) =>
        sockets.clients.forEach((other) => other.send(text)),
      ),
    );
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const check = { conversation: "Ana greets Ben", clients: { ana: {}, ben: {} }, ...conversation };
  const content = JSON.stringify({ apis: { chat: { checks: [check] } } });
  const file = writeFileIn(folder, "checks.json", content);
  const url = `chat=ws://127.0.0.1:${port}/dev`;
  const finished = await runInProcess(command, ["--checks", file, "--timeout", "5", url, ...args]);
  sockets.clients.forEach((client) => client.terminate());
  sockets.close();
  server.close();
  return finished;
}

const GREETING = [
  { from: "ana", json: { text: "Hi, ${unique}" } },
  { to: "ben", json: { text: "Hi, ${unique}" } },
];

test("one client gets what the other one sends", async () => {
  const { status, stdout } = await converse({ frames: GREETING }, {});

  expect(stdout).toMatch(/^ok {3}chat: ws:.*\/dev Ana greets Ben\n1 passed, 0 failed\n$/);
  expect(status).toBe(0);
});

test("a frame that comes with the handshake isn't missed", async () => {
  const frames = [
    { to: "ana", text: "welcome" },
    { to: "ben", schema: { const: 7 } },
  ];
  const onConnection: Chat["onConnection"] = (client, { url }) =>
    client.send(url?.includes("?") ? "welcome" : "7");

  const { stdout } = await converse(
    { clients: { ana: { query: { a: "b" } }, ben: {} }, frames },
    { onConnection },
  );

  expect(stdout).toContain("1 passed");
});

test("another frame is a failure at once", async () => {
  const { status, stdout } = await converse({ frames: GREETING }, { respond: () => ["{}", "{}"] });

  expect(stdout).toMatch(
    /^FAIL chat: .* Ana greets Ben: expected a frame for ben with .*, got \{\}$/m,
  );
  expect(status).toBe(1);
});

test("with where, frames of others are passed over, and the one that is meant must be right", async () => {
  const [sent, expected] = GREETING;
  const frames = [sent, { to: "ben", where: expected?.json, json: { type: "message" } }];

  const { stdout } = await converse(
    { frames },
    { respond: (text) => ["noise", '{"text":"Hi, x"}', text, text] },
  );

  expect(stdout).toMatch(/expected a frame for ben with \{"type":"message"\}, got \{"text":"Hi, /);
});

test("a frame that doesn't come is a failure that shows those that were passed over", async () => {
  const frames = [
    { from: "ana", text: "Hi" },
    { to: "ben", where: { type: "message" } },
  ];

  const { stdout } = await converse({ frames }, {}, "--timeout", "0.3");

  expect(stdout).toContain("ben didn't get the frame in 0.3 s, only Hi");
});

test("a connection that is closed is a failure", async () => {
  const frames = [{ to: "ben", text: "Hi" }];

  const { stdout } = await converse({ frames }, { onConnection: (client) => client.close() });

  expect(stdout).toContain("the connection of ben was closed");
});

describe("a handshake", () => {
  const clients = { ana: { token: true, headers: { "x-a": "1" } }, ben: { refused: 401 } };
  const refuse = ({ headers }: IncomingMessage): number | undefined =>
    headers.authorization === "Bearer good" && headers["x-a"] === "1" ? undefined : 401;

  test("may have headers and the token, and must be refused where the check says so", async () => {
    const { stdout } = await converse({ clients }, { refuse }, "--token", "good");

    expect(stdout).toContain("1 passed, 0 failed");
  });

  test("that is refused is a failure", async () => {
    const { stdout } = await converse({}, { refuse: () => 403 });

    expect(stdout).toContain("expected the handshake of ana to get status 101, got 403");
  });

  test("that is not refused is a failure where it should be", async () => {
    const { stdout } = await converse({ clients: { ana: { refused: 401 } } }, {});

    expect(stdout).toContain("expected the handshake of ana to get status 401, got 101");
  });

  test("with a token makes the conversation be skipped without --token", async () => {
    const { stderr, status } = await converse({ clients }, { refuse });

    expect(stderr).toBe("skipped chat: Ana greets Ben: it needs a --token\n");
    expect(status).toBe(1);
  });
});
