import { FakeLambda } from "../support/fake-lambda";
import { type Event, withApi } from "./support/web-socket-api";

/** Hardly any token comes back while a test runs. */
const limits = (burst: number) => ({
  throttling_burst_limit: burst,
  throttling_rate_limit: 0.001,
});
const TOO_MANY =
  /^\{"message": "Too Many Requests", "connectionId":"[^"]+", "requestId":"[^"]+"\}$/;

test("a handshake above the throttle of $connect gets 429, and the function isn't called", async () => {
  const stage = { route_settings: [{ route_key: "$connect", ...limits(1) }] };

  await withApi({ stage }, async (api) => {
    await api.connect();
    const { status, body } = await api.refusal();

    expect(status).toBe(429);
    expect(body).toMatch(TOO_MANY);
    expect(api.events("$connect")).toHaveLength(1);
    expect(api.log.reports).toMatchObject([
      {
        reason:
          "over the throttle of aws_apigatewayv2_stage.dev for $connect: 0.001 requests per second, 1 at once",
      },
    ]);
  });
});

test("a message above its route's throttle gets a frame; other routes have their own", async () => {
  const routes = { one: { isTwoWay: true }, two: { isTwoWay: true } };
  const stage = {
    default_route_settings: [limits(3)],
    route_settings: [{ route_key: "one", ...limits(1) }],
  };
  const lambda = new FakeLambda({
    handles: (event) => ({ statusCode: 200, body: (event as Event).requestContext["routeKey"] }),
  });

  await withApi({ routes, stage, lambda }, async (api) => {
    const client = await api.connect();
    const replies = [];
    for (const action of ["one", "one", "two", "two"]) {
      replies.push(await client.exchange(JSON.stringify({ action })));
    }

    expect(replies).toEqual(["one", expect.stringMatching(TOO_MANY), "two", "two"]);
  });
});
