/**
 * The messages of Terraform's plugin protocol as bytes: a field is a tag, and for what is kept here
 * (strings, messages, maps) a length and as many bytes.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
const RESOURCE_SCHEMAS = 2;
const DATA_SOURCE_SCHEMAS = 3;
const LENGTH_DELIMITED = 2;

interface Field {
  readonly number: number;
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** A provider's response to GetProviderSchema, with no other resources and data sources than these. */
export function schemasOf(types: ReadonlySet<string>, response: Buffer): Buffer {
  const fields = fieldsOf(response).filter(
    ({ number, content }) =>
      (number !== RESOURCE_SCHEMAS && number !== DATA_SOURCE_SCHEMAS) || types.has(keyOf(content)),
  );
  return Buffer.concat(fields.map(({ bytes }) => bytes));
}

/** The key of a map's entry is its first field. */
const keyOf = (entry: Buffer) => fieldAt(entry, 0).content.toString();

function fieldsOf(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const field = fieldAt(message, at);
    fields.push(field);
    at += field.bytes.length;
  }
  return fields;
}

function fieldAt(message: Buffer, start: number): Field {
  const tag = varint(message, start);
  if ((tag.value & 7) !== LENGTH_DELIMITED) {
    throw new Error(
      `a field with wire type ${tag.value & 7}: only strings and messages are expected`,
    );
  }
  const length = varint(message, tag.end);
  const end = length.end + length.value;
  const content = message.subarray(length.end, end);
  return { number: tag.value >> 3, bytes: message.subarray(start, end), content };
}

function varint(message: Buffer, start: number) {
  let value = 0;
  for (let at = start; ; at++) {
    const byte = message.readUInt8(at);
    value += (byte & 127) * 128 ** (at - start);
    if (byte < 128) {
      return { value, end: at + 1 };
    }
  }
}
