import { once } from "node:events";
import fc from "fast-check";
import { FrameSizes } from "../../../../local/gateway/websocket-api/frame/frame-sizes";
import { FakeLambda } from "../support/fake-lambda";
import { openSocket } from "../../support/raw-client";
import type { Client } from "./support/client";
import { HANDSHAKE } from "./support/raw-handshake";
import { type Event, ServedApi } from "./support/web-socket-api";

const KB = 1024;
const TOO_BIG = { code: 1009, reason: "Message too big" };

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

/** Sends a message in frames of these lengths. */
function sendFrames({ socket }: Client, lengths: readonly number[]): void {
  lengths.forEach((length, at) => {
    socket.send("x".repeat(length), { fin: at === lengths.length - 1 });
  });
}

test.each([[[32 * KB]], [Array<number>(4).fill(32 * KB)]])(
  "frames of %j bytes are a message",
  async (lengths) => {
    const client = await api.connect();
    sendFrames(client, lengths);
    const total = lengths.reduce((sum, length) => sum + length);

    expect(await client.next()).toHaveLength(total);
  },
);

test.each([[[32 * KB + 1]], [[1, ...Array<number>(4).fill(32 * KB)]], [[200 * KB]]])(
  "frames of %j bytes close the connection with 1009",
  async (lengths) => {
    const client = await api.connect();
    sendFrames(client, lengths);

    expect(await client.closed).toEqual(TOO_BIG);
    expect(await api.eventOf("$disconnect")).toMatchObject({
      requestContext: { disconnectStatusCode: 1009, disconnectReason: "Message too big" },
    });
    expect(api.events("$default")).toEqual([]);
  },
);

test("a ping gets a pong, and no route", async () => {
  const client = await api.connect();
  const pong = once(client.socket, "pong");
  client.socket.ping("one");

  expect(String((await pong)[0])).toBe("one");
  expect(api.events("$default")).toEqual([]);
});

/** A masked frame of zeros, or its header only. */
function frame({ opcode, fin, size }: TestFrame): Buffer {
  const header = Buffer.alloc(size < 126 ? 6 : size < 65_536 ? 8 : 14);
  header[0] = (fin ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (size < 126 ? size : size < 65_536 ? 126 : 127);
  if (size >= 65_536) {
    header.writeUInt32BE(size, 6);
  } else if (size >= 126) {
    header.writeUInt16BE(size, 2);
  }
  return Buffer.concat([header, Buffer.alloc(size)]);
}

interface TestFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly size: number;
}

const sizes = fc.oneof(
  fc.nat(200),
  fc.nat(70 * KB),
  fc.constantFrom(125, 126, 32 * KB, 32 * KB + 1),
);
const frames = fc.array(
  fc.record({ opcode: fc.constantFrom(0, 1, 2), fin: fc.boolean(), size: sizes }),
  { maxLength: 12 },
);

function areAllowed(all: readonly TestFrame[]): boolean {
  let message = 0;
  return all.every(({ opcode, fin, size }) => {
    message = opcode === 0 ? message + size : size;
    const isAllowed = size <= 32 * KB && message <= 128 * KB;
    message = fin ? 0 : message;
    return isAllowed;
  });
}

test("frames are measured in any chunks", () => {
  fc.assert(
    fc.property(
      frames,
      fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1 }),
      (all, cuts) => {
        const bytes = Buffer.concat(all.map(frame));
        const follower = new FrameSizes();
        let isAllowed = true;
        for (let at = 0, cut = 0; at < bytes.length && isAllowed; cut++) {
          const end = at + (cuts[cut % cuts.length] ?? 1);
          isAllowed = follower.follow(bytes.subarray(at, end));
          at = end;
        }

        expect(isAllowed).toBe(areAllowed(all));
      },
    ),
  );
});

test("any text comes back as it was sent, in any frames", async () => {
  const client = await api.connect();
  const texts = fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 });

  await fc.assert(
    fc.asyncProperty(texts, async (parts) => {
      parts.forEach((part, at) => client.socket.send(part, { fin: at === parts.length - 1 }));

      expect(await client.next()).toBe(parts.join(""));
    }),
    { numRuns: 50 },
  );
});

test("any bytes end their own connection only, and $disconnect runs once for each", async () => {
  const bystander = await api.connect();
  const before = api.events("$connect").length;
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
  let connections = 0;

  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (sent, isEarly) => {
      const socket = await openSocket(api.url.replace("ws", "http"));
      socket.resume();
      socket.write(HANDSHAKE);
      if (!isEarly) {
        await once(socket, "data");
      }
      socket.end(sent);
      await once(socket, "close");
      connections++;
      await api.eventsOf("$disconnect", connections);
    }),
    { numRuns: 60 },
  );

  expect(api.events("$connect")).toHaveLength(before + connections);
  expect(api.events("$disconnect")).toHaveLength(connections);
  expect(await bystander.exchange("still here")).toBe("still here");
});
