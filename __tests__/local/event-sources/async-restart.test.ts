import { writeFileIn } from "../../support/write-file";
import { EventFixture } from "./support/event-fixture";
import { eventually } from "../../support/eventually";

type Handler = (event: unknown, context: { readonly awsRequestId: string }) => unknown;

describe("an asynchronous invocation that hasn't ended when the runner stops", () => {
  let handler: Handler;
  const seen: string[] = [];
  const fixture = new EventFixture((event, context) => {
    seen.push(`${JSON.stringify(event)} ${context.awsRequestId}`);
    return handler(event, context);
  });
  beforeEach(() => {
    handler = () => null;
    seen.length = 0;
    fixture.log = "";
    fixture.write({});
  });
  afterEach(() => fixture.stop());
  afterAll(() => fixture.close());

  const start = () => fixture.start({ hasEndpoint: false, keepsData: true });
  const left = (requestId: string, functionRef: string): void => {
    const entry = { requestId, functionRef, payload: "{}", options: {}, begun: 0 };
    const name = "data/asynchronous-invocations.jsonl";
    writeFileIn(fixture.folder, name, `${JSON.stringify(entry)}\n`);
  };
  const invoke = async (lambdaUrl: string, event: object) => {
    const response = await fetch(`${lambdaUrl}/2015-03-31/functions/worker/invocations`, {
      method: "POST",
      headers: { "x-amz-invocation-type": "Event" },
      body: JSON.stringify(event),
    });
    return response.headers.get("x-amzn-requestid") ?? "";
  };

  test.each<[string, Handler]>([
    ["running", () => new Promise(() => undefined)],
    ["waiting for a retry", () => Promise.reject(new Error("as told"))],
  ])("is made again at the next start, while %s", async (_, first) => {
    handler = first;
    const id = await invoke((await start()).lambdaUrl, { a: 1 });
    await eventually(() => seen.length === 1);
    await fixture.stop();
    handler = () => null;
    const runner = await start();
    await runner.settled();
    await fixture.stop();
    await start();

    expect(seen).toEqual([`{"a":1} ${id}`, `{"a":1} ${id}`]);
  });

  test("is not made again if it has ended", async () => {
    const runner = await start();
    await invoke(runner.lambdaUrl, { a: 1 });
    await runner.settled();
    await fixture.stop();
    await start();

    expect(seen).toHaveLength(1);
  });

  test("is dropped, with a line in the log, if its function is gone", async () => {
    left("r-1", "gone");
    await start();
    await fixture.stop();

    expect(fixture.log).toMatch(/r-1 Asynchronous invocation dropped: Function not found: .*gone/);
  });

  test("is attempted once if its event is too old", async () => {
    left("r-2", "worker");
    handler = () => Promise.reject(new Error("as told"));
    await (await start()).settled();
    await fixture.stop();

    expect(fixture.log).toMatch(/r-2 Asynchronous invocation dropped/);
    expect(seen).toHaveLength(1);
  });
});
