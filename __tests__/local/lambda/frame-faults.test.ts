import { PassThrough } from "node:stream";
import type { Socket } from "node:net";
import type { ChannelListener } from "../../../local/lambda/sandbox/channel";
import { FrameChannel } from "../../../local/lambda/sandbox/frame-channel";

const READY = frame(1, "");

/** What a client writes, with everything that its channel makes of it. */
function received(...writes: Buffer[]): string[] {
  const calls: string[] = [];
  const listener: ChannelListener = {
    onReady: () => calls.push("ready"),
    onInitError: () => calls.push("init error"),
    onOutcome: ({ kind }) => calls.push(kind),
    onStream: () => calls.push("stream"),
    onChunk: () => undefined,
    onBroken: (reason) => calls.push(`broken: ${reason}`),
  };
  const replies = new PassThrough() as unknown as Socket;
  const pipes = { events: new PassThrough() as unknown as Socket, replies };
  new FrameChannel(pipes, listener);
  writes.forEach((bytes) => replies.emit("data", bytes));
  return calls;
}

function frame(type: number, payload: string): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

test.each([
  ["a text", Buffer.from("a text from the handler\n")],
  ["a type that no frame has", frame(9, "")],
  ["a type and other bytes than zero", Buffer.from("\x02log of the handler")],
  ["packages that aren't JSON", frame(1, "not JSON")],
  ["packages that aren't file names", frame(1, '{"a":1}')],
])(
  "%s on the descriptor of the client ends the sandbox, and nothing after it counts",
  (_, bytes) => {
    expect(received(READY, Buffer.concat([bytes, READY]))).toEqual([
      "ready",
      expect.stringMatching(/^broken: file descriptor 4 belongs to the runtime client/),
    ]);
  },
);
