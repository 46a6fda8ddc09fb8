import path from "node:path";
import type { App } from "cdktf";
import type { LocalApi } from "../../../../local/testing";
import { serve } from "../../../../local/testing";
import { shop } from "../support/shop";

describe("a served stack", () => {
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(shop(), {
      functions: {
        Orders: ({ body }, { functionName }) => ({
          statusCode: 201,
          body: `${functionName} ${body}`,
        }),
      },
      env: { Pets: { TABLE: "test" } },
      upstreams: {
        "https://weather.example": () => new Response("storm", { status: 418 }),
        "https://weather.example/v1": async (request) =>
          Response.json({ sent: `${request.method} ${request.url}`, body: await request.text() }),
      },
    });
  });
  afterEach(() => api.reset());

  test("runs a function in its own process, with the variables of env", async () => {
    const response = await api.fetch("GET /pets/7", { api: "Shop" });

    const pet = (await response.json()) as { process: number };
    expect(pet).toMatchObject({ id: "7", table: "test" });
    expect(pet.process).not.toBe(process.pid);
  });

  test("runs a stub in place of a function", async () => {
    const response = await api.fetch("POST /orders", { api: "Shop", body: { pet: 7 } });

    expect(response.status).toBe(201);
    expect(await response.text()).toBe('shop-dev-Orders {"pet":7}');
  });

  test("passes the requests of HTTP integrations to the upstream with the longest URL", async () => {
    const ofHttpApi = await api.fetch("GET /weather/today?in=C", { api: "Shop" });
    const ofRestApi = await api.fetch("POST /weather", { api: "Admin", body: "rain" });

    expect(await ofHttpApi.json()).toEqual({
      sent: "GET https://weather.example/v1/today?in=C",
      body: "",
    });
    expect(await ofRestApi.json()).toEqual({
      sent: "POST https://weather.example/v1",
      body: "rain",
    });
  });

  test("shows what a function logged during a request, and in all", async () => {
    const first = await api.fetch("GET /pets/1", { api: "Shop" });
    const second = await api.fetch("GET /pets/2", { api: "Shop" });

    const entry = (id: number) => ({
      level: "INFO",
      message: `pet ${id}`,
      requestId: expect.any(String) as string,
    });
    expect([first.logs, second.logs]).toEqual([[entry(1)], [entry(2)]]);
    expect(api.logs("Pets")).toEqual([entry(1), entry(2)]);
  });

  test("shows the event that the function got, and the steps of the request", async () => {
    const response = await api.fetch("GET /pets/7", {
      api: "Shop",
      query: { tag: ["a b", "c"] },
      headers: { "X-Shop": "1" },
    });

    expect(response.event).toMatchObject({
      routeKey: "GET /pets/{id}",
      rawQueryString: "tag=a%20b&tag=c",
      headers: { "x-shop": "1" },
      pathParameters: { id: "7" },
    });
    expect(response.trace).toMatchObject({ route: "GET /pets/{id}", status: 200 });
  });

  test("says why there is no event if no function got one", async () => {
    const response = await api.fetch("GET /cats", { api: "Shop" });

    expect(response.status).toBe(404);
    expect(() => response.event).toThrow(/^GET \/cats: no function got an event: no route matches/);
  });

  test("gives new sandboxes and empty logs after a reset, at the same URL", async () => {
    const url = api.url({ api: "Shop" });
    const sandbox = async () => {
      const pet = (await (await api.fetch("GET /pets/7", { api: "Shop" })).json()) as object;
      return "process" in pet && pet.process;
    };
    const before = await sandbox();

    await api.reset();

    expect(api.logs("Pets")).toEqual([]);
    expect(await sandbox()).not.toBe(before);
    expect(api.url({ api: "Shop" })).toBe(url);
  });

  test("has URLs for other clients", async () => {
    const response = await fetch(`${api.url({ api: "Shop" })}/pets/7`);

    expect(response.status).toBe(200);
    expect(api.url({ api: "Admin" })).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  });
});

test("serves the folder of a synthesised stack", async () => {
  const app = shop().node.root as App;
  app.synth();

  await using api = await serve(path.join(app.outdir, "stacks/dev"));

  const response = await api.fetch("POST /orders", { api: "Shop", body: "x" });
  expect(response.status).toBe(201);
});
