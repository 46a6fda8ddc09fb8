import { validateHeaderName, validateHeaderValue } from "node:http";
import fc from "fast-check";
import { headerBytes, isSendable } from "../../../../../local/gateway/common/http/header-lines";

function nodeTakes(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

const byteText = fc
  .array(fc.integer({ min: 0, max: 0x120 }))
  .map((codes) => String.fromCharCode(...codes));

test("a header is sendable exactly if node:http would send it", () => {
  const token = fc.stringMatching(/^[\w!#$%&'*+.^`|~-]+$/);
  fc.assert(
    fc.property(fc.oneof(token, byteText), byteText, (name, value) => {
      expect(isSendable([name, value])).toBe(nodeTakes(name, value));
    }),
    { numRuns: 1000 },
  );
});

test("the text of a header is sent as UTF-8, one character per byte", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(headerBytes(text)).toBe(Buffer.from(text).toString("latin1"));
    }),
  );
});
