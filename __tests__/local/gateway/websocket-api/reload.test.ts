import { FakeLambda } from "../support/fake-lambda";
import { type Event, ServedApi, withApi } from "./support/web-socket-api";

const TWO_WAY = { isTwoWay: true };
const showRoute = (event: unknown) => ({
  statusCode: 200,
  body: (event as Event).requestContext["routeKey"],
});

test("an open connection follows the routes of a reloaded stack", async () => {
  const routes = { echo: TWO_WAY };

  await withApi({ routes, lambda: new FakeLambda({ handles: showRoute }) }, async (api) => {
    const client = await api.connect();
    expect(await client.exchange('{"action":"echo"}')).toBe("echo");

    await api.reload({ routes: { changed: TWO_WAY } });

    expect(await client.exchange('{"action":"changed"}')).toBe("changed");
    expect(await client.exchange('{"action":"echo"}')).toContain('"Forbidden"');
  });
});

test("messages that are under way end with the routes that they began with", async () => {
  let respond = () => {};
  const began = new Promise<void>((resolve) => {
    respond = resolve;
  });
  const lambda = new FakeLambda({
    handles: async (event) => {
      await began;
      return showRoute(event);
    },
  });

  await withApi({ routes: { echo: TWO_WAY }, lambda }, async (api) => {
    const client = await api.connect();
    client.send('{"action":"echo"}');
    await api.eventOf("echo");
    let hasEnded = false;
    const reloaded = api.reload({ routes: {} }).then(() => (hasEnded = true));
    await client.exchange("text");
    const endedBefore = hasEnded;
    respond();
    await reloaded;

    expect(endedBefore).toBe(false);
    expect(await client.next()).toBe("echo");
  });
});

test("a stage that a reload removes serves no more messages", async () => {
  await withApi({}, async (api) => {
    const client = await api.connect();
    await api.reload({ stage: { name: "other" } });

    expect(await client.exchange("text")).toContain('{"message": "Forbidden"');
    expect(api.log.reports).toMatchObject([{ reason: "the stage dev is not served anymore" }]);
  });
});

test("connections to an API that can't be served anymore are closed", async () => {
  await withApi({}, async (api) => {
    const client = await api.connect();
    await api.reload({ api: { route_selection_expression: "$request" } });

    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
    expect(api.events("$disconnect")).toHaveLength(1);
  });
});

test("a stop closes all connections with 1001, and waits for $disconnect", async () => {
  let disconnected = 0;
  const lambda = new FakeLambda({
    handles: async (event) => {
      await new Promise((resolve) => setImmediate(resolve));
      const { routeKey, disconnectStatusCode } = (event as Event).requestContext;
      disconnected += routeKey === "$disconnect" && disconnectStatusCode === 1001 ? 1 : 0;
      return { statusCode: 200 };
    },
  });
  const api = await ServedApi.start({ lambda });
  const clients = await Promise.all(Array.from({ length: 20 }, () => api.connect()));
  const closed = Promise.all(clients.map((client) => client.closed));

  await api.stop();

  expect(disconnected).toBe(20);
  expect(await closed).toEqual(Array(20).fill({ code: 1001, reason: "Going away" }));
});

test("a client whose handshake is under way at a stop is closed with 1001, too", async () => {
  let accept = () => {};
  const accepted = new Promise<void>((resolve) => {
    accept = resolve;
  });
  const lambda = new FakeLambda({
    handles: async () => {
      await accepted;
      return { statusCode: 200 };
    },
  });
  const api = await ServedApi.start({ lambda });
  const connecting = api.connect();
  await api.eventOf("$connect");
  const stopped = api.stop();
  accept();
  const client = await connecting;

  expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  await stopped;
  expect(api.events("$disconnect")).toHaveLength(1);
});

test("a stop waits for five seconds at most", async () => {
  const lambda = new FakeLambda({
    handles: (event) =>
      (event as Event).requestContext["routeKey"] === "$disconnect"
        ? new Promise(() => undefined)
        : { statusCode: 200 },
  });
  const api = await ServedApi.start({ lambda });
  const client = await api.connect();
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "performance"] });
  const stopped = api.stop();
  await client.closed;
  jest.advanceTimersByTime(5_000);
  jest.useRealTimers();

  await expect(stopped).resolves.toBeUndefined();
});
