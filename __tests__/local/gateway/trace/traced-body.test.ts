import { MAX_TRACED_BYTES, tracedBody } from "../../../../local/gateway/trace";

test("a body of text is kept as text", () => {
  const expected = { text: "ä", encoding: "utf8", bytes: 2, isCut: false };

  expect(tracedBody("ä")).toEqual(expected);
  expect(tracedBody(Buffer.from("ä"))).toEqual(expected);
});

test("bytes that aren't text are kept in Base64", () => {
  expect(tracedBody(Buffer.from([0xff, 0xfe]))).toMatchObject({ text: "//4=", encoding: "base64" });
});

test("a body of the largest size is kept whole", () => {
  expect(tracedBody("x".repeat(MAX_TRACED_BYTES))).toMatchObject({ isCut: false });
});

test("a larger one is cut, with its real size", () => {
  const body = tracedBody(Buffer.alloc(MAX_TRACED_BYTES + 5, "x"));

  expect(body).toMatchObject({ isCut: true, bytes: MAX_TRACED_BYTES + 5 });
  expect(body.text).toHaveLength(MAX_TRACED_BYTES);
});

test("a cut doesn't split a character", () => {
  const { text } = tracedBody(`${"x".repeat(MAX_TRACED_BYTES - 1)}ää`);

  expect(text).toBe("x".repeat(MAX_TRACED_BYTES - 1));
});
