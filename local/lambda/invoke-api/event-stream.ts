import { crc32 } from "node:zlib";

/** The type of a header's value: a text. */
const TEXT = 7;
/** Bytes of both lengths and their checksum. */
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;

/**
 * A message of an event stream, as AWS's APIs send them.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html
 */
export function eventMessage(type: string, contentType: string, payload: Buffer): Buffer {
  const headers = Buffer.concat([
    header(":message-type", "event"),
    header(":event-type", type),
    header(":content-type", contentType),
  ]);
  const message = Buffer.alloc(PRELUDE_BYTES + headers.length + payload.length + CHECKSUM_BYTES);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(headers.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  headers.copy(message, PRELUDE_BYTES);
  payload.copy(message, PRELUDE_BYTES + headers.length);
  const end = message.length - CHECKSUM_BYTES;
  message.writeUInt32BE(crc32(message.subarray(0, end)), end);
  return message;
}

function header(name: string, value: string): Buffer {
  const lengths = Buffer.from([name.length]);
  const valueLength = Buffer.alloc(3);
  valueLength.writeUInt8(TEXT, 0);
  valueLength.writeUInt16BE(Buffer.byteLength(value), 1);
  return Buffer.concat([lengths, Buffer.from(name), valueLength, Buffer.from(value)]);
}
