import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { EventSource } from "../../../local/event-sources/event-source";
import { Positions } from "../../../local/event-sources/stream/positions";
import { streamSource } from "../../../local/event-sources/stream/stream-source";
import { AwsClient } from "../../../local/services";
import { plainStack } from "../lambda/support/plain-stack";
import { eventually } from "../../support/eventually";
import { FakeStream } from "./support/fake-stream";

interface Event {
  readonly Records: readonly { readonly text: string }[];
  readonly window?: { readonly start: string; readonly end: string };
  readonly state?: { readonly sum?: number };
  readonly shardId?: string;
  readonly isFinalInvokeForWindow?: boolean;
  readonly isWindowTerminatedEarly?: boolean;
}

const ADDRESS = "aws_lambda_event_source_mapping.clicks";
const ATTRIBUTES = {
  event_source_arn: "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
  function_name: "worker",
  starting_position: "LATEST",
};
const MINUTE = 60_000;

describe("a stream that is read", () => {
  let stream: FakeStream;
  let folder: string;
  let source: EventSource | undefined;
  let respond: (event: Event) => unknown;
  const events: Event[] = [];
  beforeEach(() => {
    stream = new FakeStream();
    folder = mkdtempSync(path.join(tmpdir(), "positions-test-"));
    events.length = 0;
    respond = () => null;
  });
  afterEach(async () => {
    await source?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As a new runner does that keeps its data in the folder. */
  const start = async (attributes: object = {}, data: string | undefined = folder) => {
    const resources = { [ADDRESS]: { ...ATTRIBUTES, ...attributes } };
    const [mapping] = plainStack("/", resources).ofType("aws_lambda_event_source_mapping");
    source = mapping && streamSource(mapping, "kinesis", () => stream).create(services(data));
    await source?.start();
  };
  const services = (data: string | undefined) => ({
    client: new AwsClient(() => undefined),
    lambda: {
      invoke: (_: string, payload: Buffer | string) => invoke(JSON.parse(String(payload)) as Event),
      handleEvent: () => Promise.resolve(true),
      invokeAsync: () => undefined,
    },
    log: { report: () => undefined },
    send: () => Promise.resolve(),
    positions: new Positions({ write: () => undefined }, data),
  });
  const invoke = async (event: Event) => {
    events.push(event);
    const common = { requestId: "r", logTail: () => "" };
    try {
      return { ...common, payload: Buffer.from(JSON.stringify((await respond(event)) ?? null)) };
    } catch {
      return { ...common, payload: Buffer.from("{}"), functionError: "Unhandled" as const };
    }
  };
  const stop = () => source?.stop();
  const texts = () => events.flatMap(({ Records }) => Records.map(({ text }) => text));
  const handled = (...wanted: string[]) =>
    eventually(() => wanted.every((text) => texts().includes(text)));

  test("goes on where the runner stopped, also if nothing had come with LATEST", async () => {
    stream.put("before", { arrival: Date.now() - MINUTE });
    await start();
    await stop();
    stream.put("1");
    await start();
    await handled("1");
    await stop();
    stream.put("2");
    await start();
    await handled("2");

    expect(texts()).toEqual(["1", "2"]);
  });

  test("begins again without a folder for the data", async () => {
    stream.put("1");
    await start({ starting_position: "TRIM_HORIZON" }, "");
    await handled("1");
    await stop();
    await start({ starting_position: "TRIM_HORIZON" }, "");

    await eventually(() => texts().length === 2);
    expect(texts()).toEqual(["1", "1"]);
  });

  test("repeats the batch that was failing when the runner stopped", async () => {
    await start();
    respond = () => Promise.reject(new Error("as told"));
    stream.put("1");
    await handled("1");
    await stop();
    respond = () => null;
    events.length = 0;
    await start();

    await handled("1");
    expect(texts()).toEqual(["1"]);
  });

  test("begins anew if it was created again", async () => {
    await start();
    stream.put("1");
    await handled("1");
    await stop();
    stream = new FakeStream();
    stream.name = "clicks 2";
    stream.put("new");
    await start({ starting_position: "TRIM_HORIZON" });

    await handled("new");
    expect(texts()).toEqual(["1", "new"]);
  });

  test("begins at a time", async () => {
    stream.put("old", { arrival: Date.parse("2026-01-01T00:00:00Z") });
    stream.put("new", { arrival: Date.parse("2026-01-03T00:00:00Z") });
    await start({
      starting_position: "AT_TIMESTAMP",
      starting_position_timestamp: "2026-01-02T00:00:00Z",
    });

    await handled("new");
    expect(texts()).toEqual(["new"]);
  });

  test("goes on with the shards of a split when the records of their parent are handled", async () => {
    let isFailing = true;
    respond = () => (isFailing ? Promise.reject(new Error("as told")) : null);
    await start();
    stream.put("parent");
    await handled("parent");
    stream.split("shard-0", ["shard-1", "shard-2"]);
    stream.put("child 1", { shard: "shard-1" });
    stream.put("child 2", { shard: "shard-2" });
    isFailing = false;

    await handled("child 1", "child 2");
    expect(texts().slice(0, -2)).toEqual(texts().slice(0, -2).fill("parent"));
  });

  test("has as many batches of a shard as its parallelization factor, those of a key in order", async () => {
    let release = (): void => undefined;
    const stuck = new Promise<void>((resolve) => (release = resolve));
    respond = ({ Records }) => (Records[0]?.text === "a" ? stuck : null);
    await start({ parallelization_factor: 10, batch_size: 1 });
    stream.put("a", { key: "a" });
    await handled("a");
    stream.put("a 2", { key: "a" });
    stream.put("b", { key: "b" });

    await handled("b");
    expect(texts()).toEqual(["a", "b"]);
    release();
  });

  test("keeps the state of a tumbling window, and ends it with an invocation of its own", async () => {
    const arrival = Date.parse("2026-01-01T00:00:30Z");
    respond = ({ state = {}, Records }) => ({ state: { sum: (state.sum ?? 0) + Records.length } });
    stream.put("1", { arrival });
    stream.put("2", { arrival });
    stream.put("next", { arrival: arrival + MINUTE });
    await start({
      starting_position: "TRIM_HORIZON",
      batch_size: 1,
      tumbling_window_in_seconds: 60,
    });

    await eventually(() => events.length === 5);
    const shown = events.map(({ Records, state, isFinalInvokeForWindow, window }) => [
      Records.map(({ text }) => text).join(),
      state?.sum,
      isFinalInvokeForWindow,
      window?.end,
    ]);
    expect(shown).toEqual([
      ["1", undefined, false, "2026-01-01T00:01:00Z"],
      ["2", 1, false, "2026-01-01T00:01:00Z"],
      ["", 2, true, "2026-01-01T00:01:00Z"],
      ["next", undefined, false, "2026-01-01T00:02:00Z"],
      ["", 1, true, "2026-01-01T00:02:00Z"],
    ]);
  });

  test("keeps the state of an open window while the runner is off", async () => {
    respond = ({ Records }) => ({ state: { sum: Records.length } });
    await start({ tumbling_window_in_seconds: 900 });
    stream.put("1");
    await handled("1");
    await stop();
    stream.put("2");
    await start({ tumbling_window_in_seconds: 900 });

    await handled("2");
    expect(events.at(-1)).toMatchObject({ shardId: "shard-0", state: { sum: 1 } });
  });

  test("repeats a batch of a tumbling window whose response has no state", async () => {
    const responses = [null, { state: {} }];
    respond = () => responses.shift();
    await start({ tumbling_window_in_seconds: 900 });
    stream.put("1");

    await eventually(() => events.length === 2);
    expect(texts()).toEqual(["1", "1"]);
  });

  test("ends a tumbling window early when its state is too large", async () => {
    respond = () => ({ state: { text: "x".repeat(1024 * 1024) } });
    await start({ tumbling_window_in_seconds: 900 });
    stream.put("1");

    await eventually(() => events.length === 2);
    expect(events[1]).toMatchObject({
      isWindowTerminatedEarly: true,
      isFinalInvokeForWindow: true,
    });
  });
});

test.each([
  [{ starting_position: "AT_TIMESTAMP" }, 'starting_position_timestamp is "".*needs a time'],
  [
    { starting_position: "AT_TIMESTAMP", event_source_arn: "arn:aws:dynamodb:eu-west-1:1:table/t" },
    "AWS takes TRIM_HORIZON, LATEST for a DynamoDB stream",
  ],
])("refuses the starting position %j, as AWS does", (attributes, message) => {
  const resources = { [ADDRESS]: { ...ATTRIBUTES, ...attributes } };
  const [mapping] = plainStack("/", resources).ofType("aws_lambda_event_source_mapping");
  const read = () => mapping && streamSource(mapping, "kinesis", () => new FakeStream());

  expect(read).toThrow(new RegExp(message));
});

test("positions that can't be written are kept in memory, and the log says so once", () => {
  const write = jest.fn();
  const folder = mkdtempSync(path.join(tmpdir(), "positions-test-"));
  const data = path.join(folder, "data");
  const positions = new Positions({ write }, data);
  writeFileSync(data, "where the folder was");

  for (const after of ["1", "2"]) {
    positions.set(ADDRESS, "stream", "shard", { after });
  }

  expect(positions.of(ADDRESS, "stream")).toEqual({ shard: { after: "2" } });
  expect(write).toHaveBeenCalledTimes(1);
  expect(write).toHaveBeenCalledWith("--data-dir", expect.stringMatching(/can't be written: /));
  rmSync(folder, { recursive: true });
});
