import { connectTo } from "../gateway/websocket-api/support/client";
import { RunnerFixture } from "./support/runner-fixture";
import { webSocketStack } from "./support/web-socket-stack";

const handler = (version: number) => `
exports.handler = async ({ requestContext, body }) => {
  const { routeKey, connectionId, disconnectStatusCode } = requestContext;
  if (disconnectStatusCode) console.log("ended", connectionId, disconnectStatusCode);
  return { statusCode: 200, body: JSON.stringify({ version: ${version}, routeKey, connectionId, body }) };
};`;

/** Serves a WebSocket API over a real sandbox. */
async function serve(webSocketIdleSeconds?: number) {
  const fixture = new RunnerFixture();
  fixture.file("chat/index.js", handler(1));
  fixture.file("cdk.tf.json", webSocketStack(["$connect", "$disconnect", "$default"]));
  const runner = await fixture.start({ webSocketIdleSeconds });
  return { fixture, runner, url: runner.endpoints[0]?.url ?? "" };
}

test("a reload keeps connections and runs new code; a stop closes them and runs $disconnect", async () => {
  const { fixture, runner, url } = await serve();
  const client = await connectTo(url);
  const before = JSON.parse(await client.exchange("hello")) as object;
  fixture.file("chat/index.js", handler(2));
  fixture.file("cdk.tf.json", webSocketStack(["$connect", "$disconnect", "send"]));
  await runner.reload();
  const after = JSON.parse(await client.exchange('{"action":"send"}')) as object;
  await fixture.close();

  const { connectionId } = before as { connectionId: string };
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/dev$/);
  expect(before).toMatchObject({ version: 1, routeKey: "$default", body: "hello" });
  expect(after).toMatchObject({ version: 2, routeKey: "send", connectionId });
  expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  expect(fixture.log).toContain(`ended ${connectionId} 1001`);
  expect(fixture.log).toMatch(/^chat \| GET \/dev 101 \S+ ms \(\$connect → chat\)$/m);
  expect(fixture.log).toMatch(/^chat \| MESSAGE \/dev 200 \S+ ms \(send → chat\)$/m);
  expect(fixture.log).toMatch(/^chat \| DISCONNECT \/dev 200 \S+ ms \(\$disconnect → chat\)$/m);
});

test("an idle connection is closed after the given time", async () => {
  const { fixture, url } = await serve(1);
  const client = await connectTo(url);

  expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  await fixture.close();
});
