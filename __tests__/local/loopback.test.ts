import { LoopbackServer } from "../../local/server/loopback";

describe("a server on loopback", () => {
  const finished: (() => void)[] = [];
  const server = new LoopbackServer(
    async (_request, response) => {
      await new Promise<void>((resolve) => finished.push(resolve));
      response.end("done");
    },
    () => undefined,
  );
  let url: string;
  beforeAll(async () => {
    url = await server.listen(0, "a test");
  });
  afterAll(() => server.close());

  async function underWay(count: number): Promise<void> {
    while (finished.length < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test("names no time after which it ends a client's connection, as API Gateway names none", async () => {
    const response = fetch(url);
    await underWay(1);
    finished.pop()?.();
    const { headers } = await response;
    expect(headers.get("connection")).toBe("keep-alive");
    expect(headers.get("keep-alive")).toBeNull();
  });

  test("knows when the requests under way have their responses, whatever comes after", async () => {
    const first = fetch(url);
    await underWay(1);
    const responded = server.responded();
    const second = fetch(url);
    await underWay(2);
    finished.shift()?.();
    await responded;
    expect(await (await first).text()).toBe("done");
    finished.shift()?.();
    expect(await (await second).text()).toBe("done");
  });
});
