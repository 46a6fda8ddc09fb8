import { once } from "node:events";
import { startServer } from "../../../support/loopback-server";
import { StreamingUrl } from "./support/streaming-url";

const MEGABYTE = 1024 * 1024;

let streaming: StreamingUrl;
beforeEach(() => {
  streaming = new StreamingUrl();
});
afterEach(() => streaming.close());

test("the client gets each part before the handler writes the next", async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const gate = await startServer((_, response) => void released.then(() => response.end()));
  await streaming.start(
    `stream.write("one,"); await fetch(${JSON.stringify(gate.url)}); stream.end("two");`,
  );

  const response = await streaming.head();
  const parts: string[] = [];
  for await (const part of response) {
    parts.push(String(part));
    release();
  }
  await gate.close();

  expect(parts).toEqual(["one,", "two"]);
});

test("metadata sets status, headers and cookies; a pipeline writes the body", async () => {
  await streaming.start(`
    const { Readable } = require("node:stream");
    const { pipeline } = require("node:stream/promises");
    const metadata = { statusCode: 201, headers: { "X-Part": "a" }, cookies: ["c=1"] };
    const response = awslambda.HttpResponseStream.from(stream, metadata);
    await pipeline(Readable.from(["a", "b"]), response);
  `);

  const response = await fetch(streaming.url);

  expect([response.status, await response.text()]).toEqual([201, "ab"]);
  expect(response.headers.get("x-part")).toBe("a");
  expect(response.headers.getSetCookie()).toEqual(["c=1"]);
});

test("a response of 30 MB arrives whole, although a single write has 20 MB", async () => {
  await streaming.start(`
    stream.write(Buffer.alloc(20 * ${MEGABYTE}, "a"));
    stream.end(Buffer.alloc(10 * ${MEGABYTE}, "b"));
  `);

  const body = Buffer.from(await (await fetch(streaming.url)).arrayBuffer());

  expect(body.length).toBe(30 * MEGABYTE);
  expect([body.indexOf("b"), body.lastIndexOf("a")]).toEqual([20 * MEGABYTE, 20 * MEGABYTE - 1]);
});

test("a handler goes on when its client has hung up", async () => {
  await streaming.start(`
    stream.write("a");
    for (let count = 0; count < 50; count += 1) {
      stream.write(Buffer.alloc(100_000));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    stream.end();
    console.log("written");
  `);

  const response = await streaming.head();
  await once(response, "data");
  response.destroy();
  await fetch(streaming.invocations, { method: "POST", body: "{}" });
  await streaming.close();

  expect(streaming.log.match(/\twritten\n/g)).toHaveLength(2);
});

test.each([
  ["an unusable status", `awslambda.HttpResponseStream.from(stream, { statusCode: 9 }).end("a");`],
  ["no object", `awslambda.HttpResponseStream.from(stream, "a").end("a");`],
])("metadata with %s gets 502", async (_, body) => {
  await streaming.start(body);

  expect((await fetch(streaming.url)).status).toBe(502);
});

test.each([
  ["throws before it writes", "async () => { throw new Error('early'); }", "failed (Error)"],
  ["isn't async", "(event, stream) => { stream.end(); }", "failed (Error)"],
  ["writes nothing", "async (event, stream) => { stream.end(); }", "wrote nothing"],
])("a handler that %s gets its response cut, and the log says why", async (_, handler, reason) => {
  await streaming.startHandler(handler);

  const response = await streaming.head();
  await new Promise((resolve) => response.resume().once("close", resolve));
  await streaming.close();

  expect([response.statusCode, response.complete]).toEqual([200, false]);
  expect(streaming.log).toMatch(/GET \/ 200 .*On AWS, the client gets neither data nor the end/);
  expect(streaming.log).toContain(reason);
});

test.each([
  ["doesn't end its response", `stream.write("a");`, "Response stream is not finished."],
  [
    "sets the type too late",
    `stream.write("a"); stream.setContentType("text/html");`,
    "Cannot set content-type, too late.",
  ],
])("a handler that %s fails; what it has written arrives", async (_, body, message) => {
  await streaming.start(body);

  const response = await fetch(streaming.url);
  const text = await response.text();
  await streaming.close();

  expect([response.status, text]).toEqual([200, "a"]);
  expect(streaming.log).toContain(message);
});

test("invocations that aren't of the URL get what the handler has written as a whole", async () => {
  await streaming.start(`stream.write("[1,"); stream.end("2]");`);

  const response = await fetch(streaming.invocations, { method: "POST", body: "{}" });

  expect(await response.json()).toEqual([1, 2]);
});

test("without streaming, a response over 6 MB gets 502", async () => {
  await streaming.start(`stream.end(Buffer.alloc(7 * ${MEGABYTE}));`, "BUFFERED");

  expect((await fetch(streaming.url)).status).toBe(502);
});
