import { until } from "../lambda/support/processes";
import { statusOf } from "../support/raw-client";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

const fixture = new RunnerFixture();
beforeAll(() => fixture.write({ fn: { files: { "index.py": "" } } }).start());
afterAll(() => fixture.close());

test.each(
  API_KINDS.flatMap(
    (api) =>
      [
        [api, "no HTTP", "hello\r\n\r\n", 400, "Parse Error: "],
        [
          api,
          "64 KB of headers",
          `GET / HTTP/1.1\r\nA: ${"a".repeat(70_000)}\r\n\r\n`,
          431,
          "Parse Error: Header overflow",
        ],
      ] as const,
  ),
)("the %s reports a request with %s", async (api, _, bytes, status, reason) => {
  const address =
    api === "HTTP API" ? "aws_apigatewayv2_api.http" : "aws_api_gateway_rest_api.rest";

  expect(await statusOf(fixture.url(api), Buffer.from(bytes))).toBe(status);

  await until(() => fixture.log.includes(`${address} | - - ${status}: ${reason}`));
});
