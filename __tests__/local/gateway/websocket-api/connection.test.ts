import { FakeLambda } from "../support/fake-lambda";
import { type Event, ServedApi } from "./support/web-socket-api";

/** Returns what it got, or fails if the message says so. */
const lambda = new FakeLambda({
  handles: (event) => ({ statusCode: 200, body: (event as Event)["body"] }),
});
let api: ServedApi;
beforeAll(async () => {
  api = await ServedApi.start({ lambda });
});
beforeEach(() => {
  lambda.invocations.length = 0;
});
afterAll(() => api.close());

test("a client connects, gets the reply of a two-way route and disconnects", async () => {
  const client = await api.connect();
  const reply = await client.exchange("hello");
  const closed = await client.close(4001, "bye");
  await api.eventOf("$disconnect");

  expect(reply).toBe("hello");
  expect(closed).toEqual({ code: 4001, reason: "bye" });
  expect(lambda.invocations).toHaveLength(3);
  expect(api.events("$disconnect")).toMatchObject([
    { requestContext: { disconnectStatusCode: 4001, disconnectReason: "bye" } },
  ]);
});

test("a handshake is accepted with AWS's four headers and no others", async () => {
  const { handshake } = await api.connect();

  expect(handshake.rawHeaders.filter((_, at) => at % 2 === 0)).toEqual([
    "Date",
    "Connection",
    "Upgrade",
    "Sec-WebSocket-Accept",
  ]);
  expect(handshake.headers).toMatchObject({ connection: "upgrade", upgrade: "websocket" });
});

test("a binary frame closes the connection with 1003, and no route gets it", async () => {
  const client = await api.connect();
  client.socket.send(Buffer.from([0, 1, 2]));

  expect(await client.closed).toEqual({ code: 1003, reason: "Binary is not supported" });
  expect(await api.eventOf("$disconnect")).toMatchObject({
    requestContext: { disconnectStatusCode: 1003, disconnectReason: "Binary is not supported" },
  });
  expect(api.events("$default")).toEqual([]);
});

test("a close frame without a code and a dropped connection have AWS's reasons", async () => {
  const [silent, dropped] = [await api.connect(), await api.connect()];
  await silent.close();
  await api.eventOf("$disconnect");
  dropped.socket.terminate();
  await api.eventsOf("$disconnect", 2);

  expect(api.events("$disconnect")).toMatchObject([
    {
      requestContext: {
        disconnectStatusCode: 1005,
        disconnectReason: "Client-side close frame status not set",
      },
    },
    {
      requestContext: {
        disconnectStatusCode: 1006,
        disconnectReason: "Connection Closed Abnormally",
      },
    },
  ]);
});
