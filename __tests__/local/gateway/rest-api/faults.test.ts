import { FakeLambda } from "../support/fake-lambda";
import { exchangeRaw, hangUpHalfWay, MALFORMED } from "../../support/raw-client";
import { gatewayOf, mock, proxy } from "./support/serve";
import { withServer } from "../../../support/loopback-server";
import { send } from "../../cases/support/exchange";

const paths = {
  "/echo/{id}": { get: mock("$input.params('id')") },
  "/fn": { post: proxy() },
};

function serving<T>(use: (url: string) => Promise<T>, lambda = new FakeLambda()): Promise<T> {
  const gateway = gatewayOf({ paths, lambda });
  return withServer((incoming, outgoing) => void gateway.handle(incoming, outgoing), use);
}

test("each of 500 concurrent requests gets its own response", async () => {
  const ids = Array.from({ length: 500 }, (_, index) => String(index));

  const bodies = await serving((url) =>
    Promise.all(
      ids.map(async (id) => {
        const { body } = await send(url, "/dev", { method: "GET", path: `/echo/${id}` });
        return body.toString("utf8");
      }),
    ),
  );

  expect(bodies).toEqual(ids);
});

test("a client that hangs up half-way through its body leaves no trace, and the next is served", async () => {
  const lambda = new FakeLambda();

  const next = await serving(async (url) => {
    await hangUpHalfWay(url, "/dev/fn");
    return send(url, "/dev", { method: "POST", path: "/fn", body: "whole" });
  }, lambda);

  expect(next.status).toBe(200);
  expect(lambda.event).toMatchObject({ body: "whole" });
});

test.each(MALFORMED)("a request with %s is 400, and the next is served", async (_, bytes) => {
  await serving(async (url) => {
    expect(await exchangeRaw(url, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await send(url, "/dev", { method: "GET", path: "/echo/next" })).status).toBe(200);
  });
});

test("a body of 11 MB is 413 at its end, and the next is served", async () => {
  const lambda = new FakeLambda();

  const statuses = await serving(async (url) => {
    const body = "x".repeat(11 * 1024 * 1024);
    const large = await send(url, "/dev", { method: "POST", path: "/fn", body });
    const next = await send(url, "/dev", { method: "POST", path: "/fn", body: "whole" });
    return [large.status, next.status];
  }, lambda);

  expect(statuses).toEqual([413, 200]);
  expect(lambda.event).toMatchObject({ body: "whole" });
});

test("headers of more than 10,240 bytes are 431, and never reach the function", async () => {
  const lambda = new FakeLambda();

  const { status } = await serving(
    (url) =>
      send(url, "/dev", {
        method: "POST",
        path: "/fn",
        headers: { "X-Large": "x".repeat(10_240) },
      }),
    lambda,
  );

  expect(status).toBe(431);
  expect(lambda.invocations).toEqual([]);
});
