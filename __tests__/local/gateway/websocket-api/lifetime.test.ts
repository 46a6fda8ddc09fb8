import { EventEmitter } from "node:events";
import type { WebSocket } from "ws";
import { Connection } from "../../../../local/gateway/websocket-api/connection/connection";
import { AWS_LIMITS } from "../../../../local/gateway/websocket-api/connection/connection-limits";
import type { Closure } from "../../../../local/gateway/websocket-api/connection/connection-facts";

/** What a connection uses of a WebSocket. */
class FakeSocket extends EventEmitter {
  readonly closures: (readonly [number, string])[] = [];
  readonly bufferedAmount = 0;

  send(): void {
    this.emit("sent");
  }

  resume(): void {
    this.emit("resumed");
  }

  close(code: number, reason: string): void {
    this.closures.push([code, reason]);
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FACTS = {
  id: "id",
  stage: "dev",
  connectedAt: new Date(0),
  domainName: "localhost",
  sourceIp: "127.0.0.1",
  userAgent: undefined,
  caller: {},
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** An open connection with AWS's limits. */
function open() {
  const socket = new FakeSocket();
  const ends: Closure[] = [];
  const listener = {
    message: () => Promise.resolve(),
    ended: (_: Connection, closure: Closure) => void ends.push(closure),
  };
  const connection = new Connection(FACTS, socket as unknown as WebSocket, listener, AWS_LIMITS);
  return { connection, socket, ends };
}

test("a connection is closed after ten minutes without a message", () => {
  const { socket, ends } = open();
  jest.advanceTimersByTime(10 * MINUTE - 1);
  expect(socket.closures).toEqual([]);

  jest.advanceTimersByTime(1);

  expect(socket.closures).toEqual([[1001, "Going away"]]);
  expect(ends).toMatchObject([{ code: 1001, reason: "Going away" }]);
});

test.each<[what: string, act: (of: ReturnType<typeof open>) => unknown]>([
  ["a message of the client", ({ socket }) => socket.emit("message", Buffer.from("x"), false)],
  ["a message to the client", ({ connection }) => connection.send("x")],
  ["a ping", ({ socket }) => socket.emit("ping")],
])("%s starts the ten minutes again", (_, act) => {
  const opened = open();
  jest.advanceTimersByTime(9 * MINUTE);
  act(opened);
  jest.advanceTimersByTime(9 * MINUTE);
  expect(opened.socket.closures).toEqual([]);

  jest.advanceTimersByTime(MINUTE);

  expect(opened.socket.closures).toHaveLength(1);
});

test("a connection ends after two hours, however busy it is", () => {
  const { connection, socket } = open();
  for (let minutes = 0; minutes < 119; minutes++) {
    jest.advanceTimersByTime(MINUTE);
    connection.send("x");
  }
  expect(socket.closures).toEqual([]);

  jest.advanceTimersByTime(MINUTE);

  expect(jest.now()).toBeGreaterThanOrEqual(2 * HOUR);
  expect(socket.closures).toEqual([[1001, "Going away"]]);
});

test("a connection that has ended holds no timer", () => {
  const { socket, ends } = open();
  socket.emit("close", 1000, Buffer.from("bye"));

  expect(jest.getTimerCount()).toBe(0);
  expect(ends).toHaveLength(1);
});
