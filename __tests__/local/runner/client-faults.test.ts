import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { until } from "../lambda/support/processes";
import { openSocket, statusOf } from "../support/raw-client";
import type { ApiKind } from "./support/runner-fixture";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const HANDLER = `
import json, os, time
calls = 0
def handler(event, context):
    global calls
    calls += 1
    query = event.get("queryStringParameters") or {}
    if "file" in query:
        open(query["file"], "w").close()
        while os.path.exists(query["file"]): time.sleep(0.005)
    body = {"calls": calls, "id": query.get("id")}
    return {"statusCode": 200, "body": json.dumps(body)}
`;
const MEGABYTE = 1024 * 1024;

const fixture = new RunnerFixture();
beforeAll(async () => {
  const files = { "index.py": HANDLER };
  await fixture.write({ fn: { files }, waiting: { timeout: 30, files } }).start();
});
afterAll(() => fixture.close());

async function ask(api: ApiKind, fn: string, id: string): Promise<{ id: string; calls: number }> {
  const response = await fetch(`${fixture.url(api)}/${fn}?id=${id}`);
  return (await response.json()) as { id: string; calls: number };
}

function bytes(api: ApiKind, method: string, target: string, ...headers: string[]): Buffer {
  const prefix = new URL(fixture.url(api)).pathname.replace(/\/$/, "");
  const lines = [`${method} ${prefix}${target} HTTP/1.1`, "Host: localhost", ...headers, "", ""];
  return Buffer.from(lines.join("\r\n"), "latin1");
}

describe.each(API_KINDS)("the %s", (api) => {
  test("doesn't run the handler for a client that hangs up half-way through its body", async () => {
    const { calls } = await ask(api, "fn", "before");
    const socket = await openSocket(fixture.url(api));
    socket.write(bytes(api, "POST", "/fn", "Content-Length: 1000"));
    socket.write("half of it");
    socket.resetAndDestroy();

    expect(await ask(api, "fn", "next")).toEqual({ id: "next", calls: calls + 1 });
  });

  test("gives no other client the response for one that hung up while the handler ran", async () => {
    const file = path.join(fixture.folder, `${api}-running`);
    const socket = await openSocket(fixture.url(api));
    socket.write(bytes(api, "GET", `/waiting?file=${encodeURIComponent(file)}`));
    await until(() => existsSync(file));
    socket.resetAndDestroy();
    const second = await ask(api, "waiting", "second");
    rmSync(file);
    const third = await ask(api, "waiting", "third");

    expect([second.id, third.id]).toEqual(["second", "third"]);
  });

  test.each(["a length", "chunks"])("responds with 413 to 11 MB, sent with %s", async (way) => {
    const { calls } = await ask(api, "fn", "before");
    const body = Buffer.alloc(11 * MEGABYTE);
    const chunked = new Blob([body]).stream();
    const init = way === "chunks" ? { body: chunked, duplex: "half" as const } : { body };

    const response = await fetch(`${fixture.url(api)}/fn`, { method: "POST", ...init });

    expect(response.status).toBe(413);
    expect(await ask(api, "fn", "next")).toEqual({ id: "next", calls: calls + 1 });
  });

  test.each([
    ["..", "/a/../../../etc/passwd", 200],
    ["%2e%2e", "/a/%2e%2e/%2e%2e/b", 200],
    ["%00", "/a%00b", 200],
    ["%zz", "/a%zz?b=%zz", 200],
    ["UTF-8 that is none, encoded", "/a%ff%c3?b=%ff", 200],
    ["UTF-8 that is none, as bytes", "/a\xff\xc3", 400],
    ["a NUL byte", "/a\0b", 400],
    ["a space", "/a b", 400],
    ["20,000 characters", `/${"a".repeat(20_000)}`, 431],
  ])("responds to a path with %s, and then to the next request", async (_, target, status) => {
    const sent = bytes(api, "GET", target, "Connection: close");

    expect(await statusOf(fixture.url(api), sent)).toBe(status);
    expect(await ask(api, "fn", "next")).toMatchObject({ id: "next" });
  });

  test.each([
    ["no colon", ["nothing to see here"], 400],
    ["a control character", ["X-Test: a\x01b"], 400],
    ["a space in its name", ["X Test: a"], 400],
    ["11,000 characters", [`X-Test: ${"a".repeat(11_000)}`], 431],
    ["a length that isn't a number", ["Content-Length: many"], 400],
    ["two lengths", ["Content-Length: 1", "Content-Length: 2"], 400],
    [
      "a length and chunks, as request smugglers send",
      ["Content-Length: 1", "Transfer-Encoding: chunked"],
      400,
    ],
  ])("responds to a header with %s, and then to the next request", async (_, headers, status) => {
    const { calls } = await ask(api, "fn", "before");
    const sent = bytes(api, "POST", "/fn", "Connection: close", ...headers);

    expect(await statusOf(fixture.url(api), sent)).toBe(status);
    expect(await ask(api, "fn", "next")).toEqual({ id: "next", calls: calls + 1 });
  });
});
