import http from "node:http";
import https from "node:https";
import { json, text } from "node:stream/consumers";
import { LoopbackServer } from "../../../local/server/loopback";
import { localTls, type PortTls } from "../../../local/server/tls";
import { openSocket } from "../support/raw-client";

/** What Java's client adds to each request without TLS. */
const H2C = { Connection: "Upgrade, HTTP2-Settings", Upgrade: "h2c", "HTTP2-Settings": "AAEAAEAA" };
const BODY = "x".repeat(200_000);

interface Echo {
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

let tls: PortTls;
beforeAll(async () => {
  tls = await localTls();
});

/** A server that returns the request, and takes over what wants the protocol `own`. */
async function withServer(options: Partial<PortTls>, use: (url: string) => Promise<void>) {
  const server = new LoopbackServer(
    async (request, response) => {
      const echo: Echo = { body: await text(request), headers: request.headers };
      response.end(JSON.stringify(echo));
    },
    () => undefined,
    { tls: { ...tls, ...options } },
  );
  server.useUpgrade({
    wants: ({ headers }) => headers.upgrade === "own",
    take: async (_request, socket) => {
      socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\ntaken");
    },
  });
  try {
    await use(await server.listen(0, "a test"));
  } finally {
    await server.close();
  }
}

function post(url: string, agent: http.Agent, headers: object, body: string): Promise<Echo> {
  const { request } = agent instanceof https.Agent ? https : http;
  const options = { method: "POST", agent, headers: { ...H2C, ...headers } };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => resolve(json(response) as Promise<Echo>));
    sent.on("error", reject).end(body);
  });
}

test.each([
  ["HTTP", "http:", {}],
  ["HTTPS on the same port", "https:", {}],
  ["HTTPS only", "https:", { isRequired: true }],
])("requests that ask for another protocol are read whole, by %s", async (_, scheme, options) => {
  await withServer(options, async (url) => {
    const agent =
      scheme === "http:"
        ? new http.Agent({ keepAlive: true, maxSockets: 1 })
        : new https.Agent({ keepAlive: true, maxSockets: 1, ca: tls.certificate });
    const send = (headers: object, body: string) =>
      post(url.replace(/^https?:/, scheme), agent, headers, body);

    const received = [
      await send({}, BODY),
      await send({}, ""),
      await send({ "Transfer-Encoding": "chunked" }, BODY),
    ];
    agent.destroy();

    expect(received.map(({ body }) => body.length)).toEqual([200_000, 0, 200_000]);
  });
});

test("a connection is kept after such a request, and takes a wanted protocol later", async () => {
  await withServer({}, async (url) => {
    const socket = await openSocket(url);
    const lines = "Host: a\r\nX-Twice: 1\r\nX-Twice: \xe9\r\nConnection: Upgrade\r\n";
    const head = `POST / HTTP/1.1\r\n${lines}Upgrade: h2c\r\nContent-Length: 4\r\n\r\n`;
    socket.write(`${head}body`, "latin1");
    const response = await new Promise((resolve) => socket.once("data", resolve));
    const [, echo = ""] = String(response).split("\r\n\r\n");
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: own\r\n\r\n");

    expect(JSON.parse(echo)).toMatchObject({ body: "body", headers: { "x-twice": "1, \xe9" } });
    expect(await text(socket)).toMatch(/101[^]*taken$/);
  });
});
