import { ConversionError, decodeBase64 } from "../../../../local/gateway/common/mapping/base64";
import {
  acceptsBinary,
  convertRequest,
  convertResponse,
  isBinary,
} from "../../../../local/gateway/rest-api/call/binary";

const BYTES = Buffer.from([255, 0, 1]);
const BASE64 = Buffer.from("/wAB");

describe("a binary media type", () => {
  test.each([
    ["image/png", ["image/png"], true],
    ["IMAGE/PNG; q=1", ["image/png"], true],
    ["image/jpeg", ["image/*"], true],
    ["image/*", ["image/*"], true],
    ["a/test", ["*/test"], false],
    ["*/test", ["*/test"], false],
    ["*/*", ["image/png"], false],
    ["text/x", ["*/*"], true],
    ["", ["*/*"], true],
    ["image/png", [], false],
  ])("%j of %j: %s", (type, types, expected) => {
    expect(isBinary(type, types)).toBe(expected);
  });

  test("is accepted when the first of the accepted types is one", () => {
    expect(acceptsBinary("image/png,*/*;q=0.8", ["image/png"])).toBe(true);
    expect(acceptsBinary("image/webp,image/png", ["image/png"])).toBe(false);
    expect(acceptsBinary(undefined, ["image/png"])).toBe(false);
  });
});

describe("base64", () => {
  test("of as many bytes as a request can have is decoded", () => {
    const bytes = Buffer.alloc(7_500_000, 7);

    expect(decodeBase64(bytes.toString("base64")).equals(bytes)).toBe(true);
  });

  test.each(["", "YQ", "YQ==", "YWI", "YWI=", "YWJj", "YW\r\nJj"])("may be %j", (text) => {
    expect(() => decodeBase64(text)).not.toThrow();
  });

  test.each(["Y", "YQ=", "YWJj=", "YWJj==", "Y===", "=", "Y Q", "Y-_Q", "YQ==YQ=="])(
    "can't be %j",
    (text) => {
      expect(() => decodeBase64(text)).toThrow(ConversionError);
    },
  );
});

describe("the conversion of a request", () => {
  test.each([
    ["text stays text", BASE64, false, undefined, "/wAB"],
    ["text to text", BASE64, false, "CONVERT_TO_TEXT", "/wAB"],
    ["base64 text to bytes", BASE64, false, "CONVERT_TO_BINARY", BYTES],
    ["bytes that are not UTF-8, as text", BYTES, false, undefined, "\ufffd\u0000\u0001"],
    ["binary stays binary", BYTES, true, undefined, BYTES],
    ["binary to binary", BYTES, true, "CONVERT_TO_BINARY", BYTES],
    ["binary to base64 text", BYTES, true, "CONVERT_TO_TEXT", "/wAB"],
  ] as const)("%s", (_, body, isBinaryType, handling, expected) => {
    expect(convertRequest(body, isBinaryType, handling)).toEqual(expected);
  });
});

describe("the conversion of a response", () => {
  test.each([
    ["text for text", BASE64, false, false, undefined, "/wAB"],
    ["text to bytes as configured", BASE64, false, false, "CONVERT_TO_BINARY", BYTES],
    [
      "base64 text to bytes for a client that accepts binary",
      BASE64,
      false,
      true,
      undefined,
      BYTES,
    ],
    ["text, for a client that accepts binary", BASE64, false, true, "CONVERT_TO_TEXT", "/wAB"],
    ["binary to base64 for text", BYTES, true, false, undefined, "/wAB"],
    ["binary as configured", BYTES, true, false, "CONVERT_TO_BINARY", BYTES],
    ["binary for binary", BYTES, true, true, undefined, BYTES],
    ["binary to base64 as configured", BYTES, true, true, "CONVERT_TO_TEXT", "/wAB"],
  ] as const)("%s", (_, body, isPayloadBinary, accepts, handling, expected) => {
    const conversion = { isPayloadBinary, acceptsBinary: accepts, handling };

    expect(convertResponse(body, conversion)).toEqual(expected);
  });
});
