import { ResponseStream } from "../../../local/lambda/sandbox/response-stream";

const MEGABYTE = 1024 * 1024;
const PART = Buffer.alloc(100 * MEGABYTE);

test("a sink gets 200 MB, and nothing more", () => {
  const sizes: number[] = [];
  const write = ({ length }: Buffer) => {
    sizes.push(length);
    return undefined;
  };
  const stream = new ResponseStream("text/plain", { begin: () => undefined, write });

  void stream.write(PART);
  void stream.write(PART);
  expect(stream.isTooLarge).toBe(false);
  void stream.write(Buffer.alloc(1));

  expect(stream.isTooLarge).toBe(true);
  expect(sizes).toEqual([PART.length, PART.length]);
});

test("without a sink, 6 MB are kept", () => {
  const stream = new ResponseStream("text/plain", undefined);

  void stream.write(Buffer.alloc(6 * MEGABYTE, "a"));
  expect(stream.isTooLarge).toBe(false);
  expect(stream.streamed?.body).toHaveLength(6 * MEGABYTE);
  void stream.write(Buffer.alloc(MEGABYTE));

  expect(stream.isTooLarge).toBe(true);
});
