import { LoopbackServer } from "../../../local/server/loopback";
import { RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const CODE = 'def handler(event, context):\n    return {"statusCode": 200, "body": "served"}\n';
const { listen } = LoopbackServer.prototype;

let fixture: RunnerFixture;

beforeEach(() => {
  fixture = new RunnerFixture().write({ fn: { files: { "index.py": CODE } } });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await fixture.close();
});

/** Sends a request to each port of a runner as soon as the port is open. */
function atOnce(send: (url: string) => Promise<Response>): Promise<Response>[] {
  const responses: Promise<Response>[] = [];
  jest.spyOn(LoopbackServer.prototype, "listen").mockImplementation(async function (
    this: LoopbackServer,
    port,
    what,
  ) {
    const url = await listen.call(this, port, what);
    responses.push(send(url));
    return url;
  });
  return responses;
}

test("a request that comes during the start waits until the API is served", async () => {
  const responses = atOnce((url) => fetch(`${url}/fn`));

  await fixture.start();
  const [http] = await Promise.all(responses);

  expect([http?.status, await http?.text()]).toEqual([200, "served"]);
});

test("an invocation that comes during the start waits until the function is served", async () => {
  const path = "2015-03-31/functions/fn/invocations";
  const responses = atOnce((url) => fetch(`${url}/${path}`, { method: "POST" }));

  await fixture.start();
  const lambda = (await Promise.all(responses)).at(-1);

  expect([lambda?.status, await lambda?.json()]).toEqual([
    200,
    { statusCode: 200, body: "served" },
  ]);
});

test("a request that waits for a start that fails gets 503", async () => {
  const responses = atOnce((url) => fetch(`${url}/fn`));
  fixture.addResources({ aws_apigatewayv2_api: { ws: { protocol_type: "WEBSOCKET" } } });

  await expect(fixture.start({ strict: true })).rejects.toThrow("--strict");

  expect((await responses[0])?.status).toBe(503);
});
