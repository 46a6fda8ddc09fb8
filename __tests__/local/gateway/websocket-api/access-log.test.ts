import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { type TestApi, withApi, type ServedApi } from "./support/web-socket-api";

const FORMAT =
  "$context.eventType $context.routeKey $context.status $context.error.responseType $context.error.messageString";

/** The lines of the access log after `use`, of a stage with this format. */
async function linesAfter(
  use: (api: ServedApi) => Promise<unknown>,
  { stage, ...test }: TestApi = {},
  format = FORMAT,
): Promise<string[]> {
  const lines: string[] = [];
  const accessLog = (line: string) => void lines.push(line);
  const settings = { access_log_settings: [{ destination_arn: "arn:aws:logs:::log", format }] };
  await withApi(
    { log: new FakeLog(true, true), accessLog, ...test, stage: { ...settings, ...stage } },
    use,
  );
  return lines;
}

test("the access log has a line for the handshake, each message and the end of a connection", async () => {
  const lines = await linesAfter(async (api) => {
    const client = await api.connect();
    await client.exchange("hello");
    await client.close();
    await api.eventOf("$disconnect");
  });

  expect(lines).toEqual([
    "CONNECT $connect 200 - -",
    "MESSAGE $default 200 - -",
    "DISCONNECT $disconnect 200 - -",
  ]);
});

test("a line shows the connection, its client and the latency of the integration", async () => {
  const format =
    "$context.connectionId $context.messageId $context.requestId=$context.extendedRequestId $context.identity.sourceIp $context.identity.userAgent $context.stage $context.integrationLatency $context.responseLength $context.integrationStatus";
  const [connected, sent] = await linesAfter(
    async (api) => (await api.connect({ headers: { "user-agent": "tab" } })).exchange("hello"),
    {},
    format,
  );

  expect(connected).toMatch(/^\S+== - (\S+)==\1= 127\.0\.0\.1 tab dev \d+ - -$/);
  expect(sent).toMatch(/^(\S{12})(\S{8}) \S{12}\2 (\S+)==\3= 127\.0\.0\.1 tab dev \d+ - -$/);
});

test.each([
  [
    "a function that fails",
    { lambda: new FakeLambda({ fails: { errorMessage: "no" } }), routes: { $default: {} } },
    'MESSAGE $default 502 INTEGRATION_FAILURE "Internal server error"',
  ],
  [
    "a function that chooses the status",
    {
      lambda: new FakeLambda({ returns: { statusCode: 503 } }),
      routes: { $default: { isTwoWay: true } },
    },
    "MESSAGE $default 503 - -",
  ],
  [
    "an integration that is too slow",
    {
      lambda: new FakeLambda("never"),
      routes: { $default: { integration: { timeout_milliseconds: 50 } } },
    },
    'MESSAGE $default 504 INTEGRATION_TIMEOUT "Endpoint request timed out"',
  ],
  [
    "a throttled message",
    {
      routes: { $default: { isTwoWay: true } },
      stage: {
        route_settings: [
          { route_key: "$default", throttling_burst_limit: 0, throttling_rate_limit: 0 },
        ],
      },
    },
    'MESSAGE $default 429 THROTTLED "Too Many Requests"',
  ],
])("the line of %s has its status and error", async (_what, test, line) => {
  const lines = await linesAfter(async (api) => {
    await (await api.connect()).exchange("hello");
  }, test);

  expect(lines.at(-1)).toBe(line);
});

test("the line of a handshake that an authorizer refuses says so", async () => {
  const lines = await linesAfter(
    async (api) => {
      await api.refusal();
    },
    { routes: { $connect: { route: { authorization_type: "AWS_IAM" } } } },
  );

  expect(lines).toEqual(['CONNECT $connect 403 ACCESS_DENIED "Missing Authentication Token"']);
});
