import { once } from "node:events";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import { eventually } from "../../../support/eventually";
import { FakeLambda } from "../support/fake-lambda";
import { openSocket } from "../../support/raw-client";
import { HANDSHAKE } from "./support/raw-handshake";
import { ServedApi, withApi } from "./support/web-socket-api";

const BODY = "x".repeat(100_000);

test("a client that doesn't read is cut when a megabyte waits for it, and no other one", async () => {
  const lambda = new FakeLambda({ returns: { statusCode: 200, body: BODY } });

  await withApi({ lambda }, async (api) => {
    const [slow, other] = [await api.connect(), await api.connect()];
    slow.socket.pause();
    for (let n = 0; n < 200; n++) {
      slow.send("more");
    }
    const { requestContext } = await api.eventOf("$disconnect");

    expect(requestContext).toMatchObject({
      disconnectStatusCode: 1006,
      disconnectReason: "Connection Closed Abnormally",
    });
    expect(api.log.reports).toMatchObject([
      {
        method: "DISCONNECT",
        reason: "the client reads too slowly: more than 1048576 bytes wait for it",
      },
    ]);
    expect(await other.exchange("hello")).toHaveLength(BODY.length);
  });
});

/** Messages wait until they are let go. */
class Gate {
  waiting = 0;
  private release: (() => void)[] = [];

  enter(): Promise<object> {
    this.waiting++;
    return new Promise((resolve) =>
      this.release.push(() => resolve({ statusCode: 200, body: "done" })),
    );
  }

  open(): void {
    const released = this.release;
    this.release = [];
    this.waiting -= released.length;
    released.forEach((resolve) => resolve());
  }
}

test("a client that floods has a hundred messages handled at once, and none is lost", async () => {
  const gate = new Gate();
  const lambda = new FakeLambda({ handles: () => gate.enter() });
  const api = await ServedApi.start({ lambda, routes: { $default: { isTwoWay: true } } });
  const client = await api.connect();
  const bystander = await api.connect();
  for (let n = 0; n < 250; n++) {
    client.send(String(n));
  }
  await api.eventsOf("$default", 100);
  bystander.send("other");
  await api.eventsOf("$default", 101);
  const most = gate.waiting;
  while (client.received.length < 250) {
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await api.close();

  expect(most).toBe(101);
  const bodies = api.events("$default").map(({ body }) => body);
  expect(bodies.filter((body) => body !== "other")).toEqual(
    Array.from({ length: 250 }, (_, n) => String(n)),
  );
});

async function openTlsSocket(url: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  return socket;
}

test.each([
  ["plain HTTP", openSocket],
  ["TLS", openTlsSocket],
])(
  "the $disconnect of a client that vanishes while $connect runs by %s is called",
  async (_, open) => {
    const gate = new Gate();
    const lambda = new FakeLambda({ handles: () => gate.enter() });

    await withApi({ lambda }, async (api) => {
      const socket = await open(api.url.replace("ws", "http"));
      socket.write(HANDSHAKE);
      const { requestContext } = await api.eventOf("$connect");
      const closed = once(socket, "close");
      socket.destroy();
      await closed;
      await eventually(async () => {
        gate.open();
        return api.events("$disconnect").length > 0;
      });
      gate.open();

      expect(api.events("$disconnect")).toMatchObject([
        {
          requestContext: {
            connectionId: requestContext["connectionId"],
            disconnectStatusCode: 1006,
          },
        },
      ]);
    });
  },
);
