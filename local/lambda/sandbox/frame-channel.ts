import type { Channel, ChannelListener } from "./channel";
import { MAX_RESPONSE_BYTES } from "./channel";
import type { Invocation } from "./invocation";
import type { ClientPipes } from "./sandbox-process";

/**
 * The channel to our own Python and Node.js clients: length-prefixed frames, events on file
 * descriptor 3 and replies on 4. With one socket for both, Linux would wake the client twice per
 * invocation: a socket becomes writable when the other side has read.
 *
 * An event is `u32 meta length, u32 payload length, meta, payload`; meta is the strings of the
 * event joined by NUL. A reply is `u8 type, 3 zero bytes, u32 payload length, u32 peak memory in
 * kilobytes, payload`. Integers are big-endian. Each frame is one write, and the runner parses no
 * JSON.
 */
const REPLY_HEADER = 12;
const READY = 1;
const RESPONSE = 2;
const ERROR = 3;
const FATAL_ERROR = 4;
const INIT_ERROR = 5;
/** The Content-Type of a streamed response. RESPONSE without a payload ends it. */
const STREAM = 6;
const CHUNK = 7;
const FRAME_TYPES = [READY, RESPONSE, ERROR, FATAL_ERROR, INIT_ERROR, STREAM, CHUNK] as const;
type FrameType = (typeof FRAME_TYPES)[number];

const NO_FRAME =
  "file descriptor 4 belongs to the runtime client of the local runner, and something else has " +
  "written to it. The sandbox ends";

export class FrameChannel implements Channel {
  private received: Buffer[] = [];
  private receivedBytes = 0;
  private neededBytes = REPLY_HEADER;
  /** Bytes of a response over the limit that are still to be discarded. */
  private skipBytes = 0;

  constructor(
    private readonly pipes: ClientPipes,
    private readonly listener: ChannelListener,
    /** Receives the files of packages that a client has loaded, if it was asked to report them. */
    private readonly onPackages: (files: readonly string[]) => void = () => undefined,
  ) {
    pipes.replies.on("data", (chunk: Buffer) => this.receive(chunk));
    // The exit of a client is handled elsewhere; failed writes after it can be ignored.
    for (const pipe of [pipes.events, pipes.replies]) {
      pipe.on("error", () => undefined);
    }
  }

  deliver(invocation: Invocation, deadlineMs: number): void {
    this.pipes.events.write(encodeEvent(invocation, deadlineMs));
  }

  close(): void {
    this.pipes.events.destroy();
    this.pipes.replies.destroy();
  }

  private receive(chunk: Buffer): void {
    let rest = chunk;
    if (this.skipBytes > 0) {
      const skipped = Math.min(this.skipBytes, rest.length);
      this.skipBytes -= skipped;
      rest = rest.subarray(skipped);
    }
    if (rest.length === 0) {
      return;
    }
    if (this.receivedBytes > 0) {
      this.received.push(rest);
      this.receivedBytes += rest.length;
      if (this.receivedBytes < this.neededBytes) {
        return;
      }
      rest = Buffer.concat(this.received);
      this.received = [];
      this.receivedBytes = 0;
    }
    this.readFrames(rest);
  }

  private readFrames(bytes: Buffer): void {
    let start = 0;
    while (bytes.length - start >= REPLY_HEADER && !this.pipes.replies.destroyed) {
      const type = frameType(bytes, start);
      if (type === undefined) {
        return this.giveUp();
      }
      const length = bytes.readUInt32BE(start + 4);
      const end = start + REPLY_HEADER + length;
      if (length > MAX_RESPONSE_BYTES) {
        this.skipBytes = Math.max(0, end - bytes.length);
        this.listener.onOutcome({ kind: "too-large" });
      } else if (bytes.length < end) {
        return this.keep(bytes.subarray(start), end - start);
      } else {
        const payload = bytes.subarray(start + REPLY_HEADER, end);
        this.dispatch(type, bytes.readUInt32BE(start + 8), payload);
      }
      start = end;
    }
    if (start < bytes.length) {
      this.keep(bytes.subarray(start), REPLY_HEADER);
    }
  }

  /** Any handler can write to the descriptor: nothing after it can be trusted. */
  private giveUp(): void {
    this.pipes.replies.destroy();
    this.listener.onBroken(NO_FRAME);
  }

  private keep(bytes: Buffer, needed: number): void {
    this.received.push(bytes);
    this.receivedBytes = bytes.length;
    this.neededBytes = needed;
  }

  private pauseUntil(free: Promise<void> | undefined): void {
    if (free) {
      this.pipes.replies.pause();
      void free.then(() => this.pipes.replies.resume());
    }
  }

  private dispatch(type: FrameType, maxMemoryKilobytes: number, payload: Buffer): void {
    switch (type) {
      case READY:
        return this.ready(payload);
      case RESPONSE:
        this.listener.onOutcome({ kind: "response", payload, maxMemoryKilobytes });
        return this.listener.onReady();
      case ERROR:
        this.listener.onOutcome({ kind: "error", payload, maxMemoryKilobytes, fatal: false });
        return this.listener.onReady();
      case FATAL_ERROR:
        return this.listener.onOutcome({ kind: "error", payload, maxMemoryKilobytes, fatal: true });
      case INIT_ERROR:
        return this.listener.onInitError(payload, undefined, maxMemoryKilobytes);
      case STREAM:
        return this.listener.onStream(payload.toString("utf8"));
      case CHUNK:
        return this.pauseUntil(this.listener.onChunk(payload));
    }
  }

  private ready(packages: Buffer): void {
    if (packages.length > 0) {
      const files = fileNames(packages);
      if (!files) {
        return this.giveUp();
      }
      this.onPackages(files);
    }
    this.listener.onReady();
  }
}

/** Undefined for bytes that don't begin a frame. */
function frameType(bytes: Buffer, start: number): FrameType | undefined {
  return FRAME_TYPES.find((type) => bytes.readUInt32BE(start) === type << 24);
}

function fileNames(json: Buffer): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(json.toString("utf8"));
    const isList = Array.isArray(names) && names.every((name) => typeof name === "string");
    return isList ? names : undefined;
  } catch {
    return undefined;
  }
}

function encodeEvent(invocation: Invocation, deadlineMs: number): Buffer {
  const { requestId, invokedArn, traceId, clientContext, payload } = invocation;
  const meta = `${requestId}\0${deadlineMs}\0${invokedArn}\0${traceId}\0${clientContext}`;
  const metaLength = Buffer.byteLength(meta);
  const payloadLength = typeof payload === "string" ? Buffer.byteLength(payload) : payload.length;
  const frame = Buffer.allocUnsafe(8 + metaLength + payloadLength);
  frame.writeUInt32BE(metaLength, 0);
  frame.writeUInt32BE(payloadLength, 4);
  frame.write(meta, 8);
  if (typeof payload === "string") {
    frame.write(payload, 8 + metaLength);
  } else {
    payload.copy(frame, 8 + metaLength);
  }
  return frame;
}
