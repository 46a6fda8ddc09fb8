/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
export const MAX_FRAME_BYTES = 32 * 1024;
export const MAX_MESSAGE_BYTES = 128 * 1024;

const FINAL = 0x80;
const OPCODE = 0x0f;
const CONTINUATION = 0x0;
/** Pings, pongs and close frames: they may come between the frames of a message. */
const FIRST_CONTROL = 0x8;
const MASKED = 0x80;
const LENGTH = 0x7f;
/** Lengths that announce that the real length follows, in 2 or in 8 bytes. */
const LONG = 126;
const LONGEST = 127;
const MASK_BYTES = 4;

/**
 * Follows the frames of a client by their headers, and measures them. The library that reads the
 * frames knows a limit for messages, but none for a frame.
 * @see https://datatracker.ietf.org/doc/html/rfc6455#section-5.2
 */
export class FrameSizes {
  private header: number[] = [];
  /** Bytes up to the next header. */
  private left = 0;
  private messageBytes = 0;

  /** @returns false if a frame or a message is larger than API Gateway allows */
  follow(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at);
        this.left -= skipped;
        at += skipped;
        continue;
      }
      this.header.push(chunk[at++] ?? 0);
      const size = payloadSize(this.header);
      if (size !== undefined && !this.begin(this.header, size)) {
        return false;
      }
    }
    return true;
  }

  private begin([first = 0, second = 0]: readonly number[], size: number): boolean {
    this.header = [];
    this.left = size + (second & MASKED ? MASK_BYTES : 0);
    const opcode = first & OPCODE;
    if (opcode >= FIRST_CONTROL) {
      return true;
    }
    this.messageBytes = opcode === CONTINUATION ? this.messageBytes + size : size;
    const isAllowed = size <= MAX_FRAME_BYTES && this.messageBytes <= MAX_MESSAGE_BYTES;
    if (first & FINAL) {
      this.messageBytes = 0;
    }
    return isAllowed;
  }
}

/** Of a frame; undefined until its header is complete, up to the mask. */
function payloadSize([, second, ...long]: readonly number[]): number | undefined {
  if (second === undefined) {
    return undefined;
  }
  const length = second & LENGTH;
  const bytes = length === LONG ? 2 : length === LONGEST ? 8 : 0;
  if (bytes === 0) {
    return length;
  }
  return long.length < bytes ? undefined : long.reduce((size, byte) => size * 256 + byte, 0);
}
