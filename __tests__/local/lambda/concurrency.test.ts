import { LambdaFixture } from "./support/lambda-fixture";

/** Returns its own process and event, when as many files lie in the folder as it waits for. */
const TOGETHER = `
import os, time
def handler(event, context):
    open(os.path.join(event["folder"], str(event["n"])), "w").close()
    while len(os.listdir(event["folder"])) < event["together"]: time.sleep(0.005)
    return {"n": event["n"], "pid": os.getpid()}
`;

const ECHO = `
import os
def handler(event, context):
    return {"n": event["n"], "pid": os.getpid()}
`;

interface Payload {
  readonly n: number;
  readonly pid: number;
}

describe("concurrency", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
  });
  afterEach(() => fixture.close());

  async function payloads(
    lambda: Awaited<ReturnType<LambdaFixture["start"]>>,
    events: readonly object[],
  ): Promise<Payload[]> {
    const results = await Promise.all(
      events.map((event) => lambda.invoke("fn", JSON.stringify(event))),
    );
    return results.map(({ payload }) => JSON.parse(payload.toString("utf8")) as Payload);
  }

  test("concurrent invocations run side by side, each in its own sandbox", async () => {
    const lambda = await fixture.python("fn", TOGETHER, { timeout: 20 }).start();
    fixture.file("meeting/.keep", "");
    const folder = `${fixture.folder}/meeting`;
    const events = [0, 1, 2, 3, 4].map((n) => ({ n, folder, together: 6 }));
    const got = await payloads(lambda, events);
    expect(got.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(got.map(({ pid }) => pid)).size).toBe(5);
  });

  test("a warm sandbox serves one invocation after another", async () => {
    const lambda = await fixture.python("fn", ECHO).start();
    const pids = new Set<number>();
    for (let n = 0; n < 20; n += 1) {
      const [payload] = await payloads(lambda, [{ n }]);
      if (payload) {
        pids.add(payload.pid);
      }
    }
    expect(pids.size).toBe(1);
  });

  test("500 concurrent invocations get their own responses from a bounded number of sandboxes", async () => {
    const lambda = await fixture.python("fn", ECHO).start({ maxSandboxes: 3 });
    const got = await payloads(
      lambda,
      Array.from({ length: 500 }, (_, n) => ({ n })),
    );
    expect(got.map(({ n }) => n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect(new Set(got.map(({ pid }) => pid)).size).toBeLessThanOrEqual(3);
  });

  test("over the reserved concurrency an invocation is throttled, and those under way are not", async () => {
    const reserved = { reserved_concurrent_executions: 2, timeout: 20 };
    const lambda = await fixture.python("fn", TOGETHER, reserved).start();
    fixture.file("meeting/.keep", "");
    const folder = `${fixture.folder}/meeting`;
    const running = payloads(
      lambda,
      [0, 1].map((n) => ({ n, folder, together: 3 })),
    );
    await expect(lambda.invoke("fn", "{}")).rejects.toMatchObject({
      code: "TooManyRequestsException",
      status: 429,
    });
    expect((await running).map(({ n }) => n)).toEqual([0, 1]);
    await expect(payloads(lambda, [{ n: 2, folder, together: 3 }])).resolves.toHaveLength(1);
  });

  test("a reserved concurrency of 0 throttles everything", async () => {
    const lambda = await fixture.python("fn", ECHO, { reserved_concurrent_executions: 0 }).start();
    await expect(lambda.invoke("fn", '{"n":1}')).rejects.toMatchObject({ status: 429 });
  });

  test("an unused sandbox is ended, and the next invocation starts another", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    try {
      const lambda = await fixture.python("fn", ECHO).start({ idleMilliseconds: 60_000 });
      const [first] = await payloads(lambda, [{ n: 1 }]);
      jest.advanceTimersByTime(120_000);
      const [second] = await payloads(lambda, [{ n: 2 }]);
      expect(second?.pid).not.toBe(first?.pid);
    } finally {
      jest.useRealTimers();
    }
  });
});
