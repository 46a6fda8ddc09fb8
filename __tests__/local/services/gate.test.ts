import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { KnownHosts } from "../../../local/server/known-hosts";
import { Gate } from "../../../local/services/moto/gate";
import { exchangeRaw, openSocket } from "../support/raw-client";

/** A gate before a server at a Unix socket. */
describe("moto's gate", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "gate-test-"));
  const socket = path.join(folder, "s");
  const report = jest.fn();
  let respond: jest.Mock;
  let server: Server;
  let gate: Gate;

  beforeEach(async () => {
    report.mockClear();
    respond = jest.fn(echo);
    await start();
    gate = await opened(() => Promise.resolve(socket));
  });
  afterEach(() => Promise.all([stop(), gate.close()]));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(backlog?: number): Promise<void> {
    server = createServer((request, response) => respond(request, response));
    server.listen({ path: socket, backlog });
    await once(server, "listening");
  }

  async function stop(): Promise<void> {
    server.close();
    await once(server, "close");
  }

  async function opened(socketPath: () => Promise<string | undefined>): Promise<Gate> {
    const made = new Gate(socketPath, { hosts: new KnownHosts(), log: { report } });
    await made.listen(0);
    return made;
  }

  /** @returns what the server has got */
  async function send(line: string, headers: readonly string[], body = ""): Promise<string> {
    const lines = [`${line} HTTP/1.1`, ...headers, "Connection: close", "", body];
    return exchangeRaw(gate.url, lines.join("\r\n"));
  }

  test.each([
    ["a name that a website has made resolve to loopback", ["Host: evil.example"]],
    ["a web page", ["Host: 127.0.0.1", "Origin: https://evil.example"]],
    ["a sandboxed frame", ["Host: 127.0.0.1", "Origin: null"]],
    ["an image in a web page", ["Host: localhost", "Sec-Fetch-Site: cross-site"]],
  ])("refuses the requests of %s", async (_who, headers) => {
    const response = await send("GET /moto-api/reset?X-Amz-Signature=0", headers);

    expect(response).toMatch(/^HTTP\/1\.1 403 [^]*The local runner refuses the request/);
    expect(response).not.toMatch(/access-control/i);
    expect(respond).not.toHaveBeenCalled();
    expect(report).toHaveBeenCalledWith(
      expect.objectContaining({ api: "moto", path: "/moto-api/reset", status: 403 }),
    );
  });

  test("checks each request of a connection", async () => {
    const first = "GET /1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const second = "GET /2 HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: x\r\nConnection: close\r\n\r\n";

    const responses = await exchangeRaw(gate.url, first + second);

    expect(responses.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 403"]);
  });

  test.each([
    ["a signed request", "POST /", ["Authorization: AWS4-HMAC-SHA256 x", "X-Amz-Target: A.B"]],
    ["a presigned URL", "PUT /bucket/k%2F1?X-Amz-Signature=a%2Bb&X-Amz-Date=1", []],
    ["the host of a bucket", "PUT /key", ["Host: bucket.localhost:3001"]],
    ["a header that is there twice", "PUT /key", ["X-Amz-Meta-A: 1", "X-Amz-Meta-A: 2"]],
    ["a wait for 100 Continue", "PUT /key", ["Expect: 100-continue"]],
  ])("passes %s on as it is", async (_what, line, headers) => {
    const host = headers.some((header) => header.startsWith("Host")) ? [] : ["Host: 127.0.0.1:1"];
    const sent = [...host, ...headers, "Content-Length: 4"];

    const response = await send(line, sent, "body");

    const passedOn = sent.filter((header) => !header.startsWith("Expect"));
    expect(response).toContain([line, ...passedOn, "Connection: close", "", "body"].join("\n"));
  });

  test("passes on a body in chunks, which has no length", async () => {
    const headers = ["Host: 127.0.0.1", "Transfer-Encoding: chunked"];

    const response = await send(
      "PUT /key",
      headers,
      "4\r\nfirs\r\n3\r\nt, \r\n6\r\nsecond\r\n0\r\n\r\n",
    );

    expect(response).toMatch(/\n\nfirst, second$/);
  });

  test("lets requests wait until the server has started", async () => {
    const starting = await opened(async () => {
      await start();
      return socket;
    });
    await stop();

    expect((await fetch(starting.url)).status).toBe(200);
    await starting.close();
  });

  test("ends the connections of requests if the server has failed", async () => {
    const failed = await opened(() => Promise.resolve(undefined));

    expect(await exchangeRaw(failed.url, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).toBe("");
    await failed.close();
  });

  test("ends a long poll whose client has left", async () => {
    const polled = new Promise<IncomingMessage>((resolve) => respond.mockImplementation(resolve));
    const client = await openSocket(gate.url);
    client.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
    const { socket: connection } = await polled;

    client.destroy();

    await once(connection, "close");
    expect(connection.destroyed).toBe(true);
  });

  test("takes more requests at once than the server's queue of connections", async () => {
    await stop();
    await start(1);

    const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(gate.url)));

    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  test("keeps the connection of a client, although the server ends its own", async () => {
    const response = await fetch(gate.url);

    expect(response.headers.get("connection")).toBe("keep-alive");
  });
});

/** Responds with what it has got, as moto's server does: it ends the connection with the response. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const { method, url, rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : [],
  );
  const responded = [`${method} ${url}`, ...headers, "", body].join("\n");
  response.writeHead(200, { Connection: "close", "Content-Length": responded.length });
  response.end(responded);
}
