import { withServer } from "../../../support/loopback-server";
import { send } from "../../cases/support/exchange";
import { text } from "../support/response";
import { FakeLambda } from "../support/fake-lambda";
import { exchangeRaw, hangUpHalfWay, MALFORMED } from "../../support/raw-client";
import { gatewayOf } from "./support/http-api";

const echo = () =>
  new FakeLambda({
    handles: (event) => ({ body: (event as { rawPath: string }).rawPath, statusCode: 200 }),
  });

function serving<T>(use: (url: string) => Promise<T>, lambda = echo()): Promise<T> {
  const gateway = gatewayOf({ lambda });
  return withServer((incoming, outgoing) => void gateway.handle(incoming, outgoing), use);
}

test("each of 500 concurrent requests gets its own response", async () => {
  const paths = Array.from({ length: 500 }, (_, index) => `/${index}`);

  const bodies = await serving((url) =>
    Promise.all(paths.map(async (path) => text(await send(url, "", { method: "GET", path })))),
  );

  expect(bodies).toEqual(paths);
});

test("a client that hangs up in the middle of its body doesn't affect the next request", async () => {
  const lambda = echo();

  const next = await serving(async (url) => {
    await hangUpHalfWay(url, "/half");
    return send(url, "", { method: "POST", path: "/whole", body: "x" });
  }, lambda);

  expect(text(next)).toBe("/whole");
  expect(lambda.event).toMatchObject({ rawPath: "/whole" });
});

test.each(MALFORMED)("a request with %s gets 400, and the next one is served", async (_, bytes) => {
  await serving(async (url) => {
    expect(await exchangeRaw(url, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect(text(await send(url, "", { method: "GET", path: "/next" }))).toBe("/next");
  });
});
