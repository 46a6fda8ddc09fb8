import type { LocalApi } from "../../../../local/testing";
import { serve } from "../../../../local/testing";
import { shop } from "../support/shop";

describe("what goes wrong", () => {
  let api: LocalApi;
  let fails = true;
  const job = jest.fn(() => {
    if (fails) {
      throw new RangeError("no such job");
    }
  });
  let began: () => void;
  const ordered = new Promise<void>((resolve) => (began = resolve));
  beforeAll(async () => {
    const hang = () => {
      began();
      return new Promise(() => undefined);
    };
    api = await serve(shop(), {
      functions: { Pets: job, Orders: hang },
      upstreams: {
        "https://weather.example/v1/monday": () => {
          throw new Error("no connection");
        },
      },
    });
  });
  beforeEach(async () => {
    fails = true;
    job.mockClear();
    await api.reset();
  });

  test("a stub that throws is a function error, which its log shows", async () => {
    const response = await api.fetch("GET /pets/7", { api: "Shop" });

    expect([response.status, await response.text()]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ]);
    expect(response.trace.reason).toBe("the function failed (RangeError): see its log lines");
    expect(api.logs("Pets")).toEqual([
      expect.objectContaining({
        level: "ERROR",
        message: expect.stringMatching(/"errorMessage":"no such job"/) as string,
      }),
    ]);
  });

  test.each([
    ["GET /weather/today", "Shop", "GET https://weather.example/v1/today"],
    ["POST /weather", "Admin", "POST https://weather.example/v1"],
  ])("%s of %s without an upstream gets 501 with what to add", async (route, name, request) => {
    const response = await api.fetch(route, { api: name });

    expect([response.status, await response.json()]).toEqual([
      501,
      {
        message:
          `Not served by the local runner: the integration sends ${request}, and tests don't use ` +
          'the network. Pass an upstream to serve(): upstreams: { "https://weather.example": ' +
          '(request) => new Response("…") }',
      },
    ]);
  });

  test("an upstream that throws is unreachable", async () => {
    const response = await api.fetch("GET /weather/monday", { api: "Shop" });

    expect(response.status).toBe(503);
    expect(response.trace.reason).toBe(
      "https://weather.example was unreachable: its upstream threw Error: no connection",
    );
  });

  test("settled() waits for the retries of an asynchronous invocation", async () => {
    await api.fetch("POST /jobs", { api: "Admin", body: {} });
    fails = false;

    await api.settled();

    expect(job).toHaveBeenCalledTimes(2);
  });

  test("settled() names the function whose invocation hangs", async () => {
    const response = api.fetch("POST /orders", { api: "Shop", body: {} });
    await ordered;

    await expect(api.settled({ timeoutMilliseconds: 1 })).rejects.toThrow(
      "settled(): after 1 ms, these are still under way: shop-dev-Orders (1 running, 0 to be retried)",
    );
    await response;
  });

  test("a reset drops the retries of asynchronous invocations", async () => {
    await api.fetch("POST /jobs", { api: "Admin", body: {} });

    await api.reset();
    await api.settled();

    expect(job).toHaveBeenCalledTimes(1);
    expect(api.logs("Pets")).toEqual([]);
  });
});
