import { connect, type Socket } from "node:net";
import { once } from "node:events";
import https from "node:https";
import { LoopbackServer } from "../../../local/server/loopback";
import { localTls, type PortTls } from "../../../local/server/tls";

let server: LoopbackServer;
let tls: PortTls;
beforeAll(async () => {
  tls = await localTls();
  server = new LoopbackServer(
    async (request, response) => {
      let size = 0;
      for await (const chunk of request) {
        size += (chunk as Buffer).length;
      }
      response.end(`${request.headers.host?.replace(/:.*/, "")} ${size}`);
    },
    () => undefined,
    { tls },
  );
  await server.listen(0, "a test");
});
afterAll(() => server.close());

const port = () => Number(new URL(server.url).port);

function open(): Promise<Socket> {
  const socket = connect(port(), "127.0.0.1");
  return once(socket, "connect").then(() => socket);
}

function post(host: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", host, port: port(), ca: tls.certificate, agent: false };
    const sent = https.request(options, (response) => {
      response.on("data", (chunk) => resolve(String(chunk)));
    });
    sent.on("error", reject).end(body);
  });
}

async function expectClosed(socket: Socket): Promise<void> {
  await new Promise((resolve) => socket.once("close", resolve));
  expect(socket.destroyed).toBe(true);
}

test("a port takes HTTP and HTTPS, with bodies of many packets", async () => {
  const body = "x".repeat(1_000_000);

  expect(await (await fetch(server.url, { method: "POST", body })).text()).toBe(
    "127.0.0.1 1000000",
  );
  expect(await post("127.0.0.1", body)).toBe("127.0.0.1 1000000");
  expect(await post("localhost", "")).toBe("localhost 0");
});

test("a request that comes byte by byte is read whole", async () => {
  const socket = await open();
  for (const byte of "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") {
    socket.write(byte);
    await new Promise((resolve) => setImmediate(resolve));
  }

  expect(String(await once(socket, "data"))).toContain("HTTP/1.1 200 OK");
});

test("a connection that begins like TLS and isn't is closed", async () => {
  const socket = await open();
  socket.on("error", () => undefined).resume();
  socket.write(Buffer.from([0x16, 1, 2, 3, 4, 5, 6, 7, 8, 9]));

  await expectClosed(socket);
});

test("a client that leaves without a byte has its connection closed", async () => {
  const socket = await open();
  socket.resume().end();

  await expectClosed(socket);
});

test("a client that gives up the handshake has its connection closed", async () => {
  const other = new LoopbackServer(
    () => Promise.resolve(),
    () => undefined,
    { tls },
  );
  const url = (await other.listen(0, "a test")).replace("http", "https");

  await expect(fetch(url)).rejects.toThrow();
  await expect(other.close()).resolves.toBeUndefined();
}, 4_000);

test("a handshake that isn't finished doesn't keep the server from closing", async () => {
  const other = new LoopbackServer(
    () => Promise.resolve(),
    () => undefined,
    { tls },
  );
  const socket = connect(Number(new URL(await other.listen(0, "a test")).port), "127.0.0.1");
  socket.on("error", () => undefined).resume();
  socket.write(Buffer.from([0x16, 3, 1, 2, 0]));
  await new Promise((resolve) => socket.once("connect", () => setImmediate(resolve)));

  await Promise.all([expectClosed(socket), other.close()]);
}, 4_000);

test("a connection that sends nothing doesn't keep the server from closing", async () => {
  const other = new LoopbackServer(
    () => Promise.resolve(),
    () => undefined,
    { tls },
  );
  const silent = connect(Number(new URL(await other.listen(0, "a test")).port), "127.0.0.1");
  silent.on("error", () => undefined);
  await once(silent, "connect");

  await Promise.all([expectClosed(silent), other.close()]);
}, 4_000);
