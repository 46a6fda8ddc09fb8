import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { withApi, type ServedApi, type TestApi } from "./support/web-socket-api";

const LIMITS = { throttling_burst_limit: 5000, throttling_rate_limit: 10_000 };

function settings(logging_level: string) {
  return { ...LIMITS, logging_level };
}

/** The lines of the execution log after `use`, of a stage with the level `INFO`. */
async function linesAfter(
  use: (api: ServedApi) => Promise<unknown>,
  test: TestApi = {},
): Promise<string[]> {
  const lines: string[] = [];
  const executionLog = (line: string) => void lines.push(line);
  const log = new FakeLog(true, true);
  await withApi(
    { log, executionLog, stage: { default_route_settings: [settings("INFO")] }, ...test },
    use,
  );
  return lines;
}

async function sendOnce(api: ServedApi): Promise<void> {
  await (await api.connect()).exchange("hello");
}

/** Without what differs each time. */
function plain(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line
      .replace(/Connection Id: \S+==\]/, "Connection Id: CONNECTION]")
      .replace(/[\w-]{15}=(?!=)/g, "REQUEST"),
  );
}

/** The lines that are the same for each route. */
function beginningOf(route: string): string[] {
  return [
    "(REQUEST) Extended Request Id: REQUEST",
    "(REQUEST) Verifying Usage Plan for request: REQUEST. API Key:  API Stage: chat1/dev",
    `(REQUEST) API Key  authorized because route '${route}' does not require API Key. Request will not contribute to throttle or quota limits`,
    "(REQUEST) Usage Plan check succeeded for API Key  and API Stage chat1/dev",
    "(REQUEST) Starting execution for request: REQUEST",
    `(REQUEST) WebSocket Request Route: [${route}]`,
  ];
}

test("the execution log shows how a connection begins and ends", async () => {
  const lines = await linesAfter(async (api) => {
    const client = await api.connect({ headers: { "user-agent": "tab" } });
    await client.close(1000, "done");
    await api.eventOf("$disconnect");
  });

  expect(plain(lines)).toEqual([
    ...beginningOf("$connect"),
    "(REQUEST) Client [UserAgent: tab, SourceIp: 127.0.0.1] is connecting to WebSocket API [chat1].",
    "(REQUEST) AWS Integration Endpoint RequestId : 1",
    "(REQUEST) Client [Connection Id: CONNECTION] connected to API [chat1] successfully.",
    ...beginningOf("$disconnect"),
    "(REQUEST) AWS Integration Endpoint RequestId : 1",
    "(REQUEST) Client [Connection Id: CONNECTION] disconnected from API [chat1] with integration response status code [200]. Close reason: [1000: done]",
  ]);
});

const FAILED =
  "(REQUEST) Lambda execution failed with status 200 due to customer function error: no\\nway. Lambda request id: 1";

test("the execution log shows why a function failed, on one line", async () => {
  const lambda = new FakeLambda({ fails: { errorMessage: "no\nway" } });

  const lines = await linesAfter(sendOnce, { lambda, routes: { $default: {} } });

  expect(plain(lines).slice(-3)).toEqual([
    FAILED,
    "(REQUEST) AWS Integration Endpoint RequestId : 1",
    "(REQUEST) Message from client [Connection Id: CONNECTION] sent to API [chat1] with response status code [502].",
  ]);
});

test("the level ERROR shows only functions that failed", async () => {
  const stage = { default_route_settings: [settings("ERROR")] };
  const routes = { $default: { isTwoWay: true } };
  const lambda = new FakeLambda({ fails: { errorMessage: "no\nway" } });

  const failed = await linesAfter(sendOnce, { lambda, routes, stage });
  const succeeded = await linesAfter(sendOnce, { routes, stage });

  expect(plain(failed)).toEqual([FAILED]);
  expect(succeeded).toEqual([]);
});

test("a route has the level of its own settings, and no other", async () => {
  const off = { ...LIMITS, route_key: "$default" };
  const stage = { default_route_settings: [settings("INFO")], route_settings: [off] };

  const lines = await linesAfter(sendOnce, { stage });

  expect(lines.some((line) => line.includes("'$connect'"))).toBe(true);
  expect(lines.filter((line) => line.includes("$default"))).toEqual([]);
});

test("a stage without settings has no lines in the execution log", async () => {
  expect(await linesAfter(sendOnce, { stage: {} })).toEqual([]);
});

test("a handshake that the function refuses doesn't appear as connected", async () => {
  const lambda = new FakeLambda({ returns: { statusCode: 403 } });

  const lines = await linesAfter((api) => api.refusal(), { lambda });

  expect(plain(lines).at(-1)).toBe("(REQUEST) AWS Integration Endpoint RequestId : 1");
});
