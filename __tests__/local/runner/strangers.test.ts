import { send } from "../cases/support/exchange";
import { header, text } from "../gateway/support/response";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

const HANDLER = `
def handler(event, context):
    return {"statusCode": 200, "body": "served"}
`;
const INVOCATION = { path: "/2015-03-31/functions/fn/invocations", method: "POST", body: "{}" };
const EVIL = { Host: "evil.example" };

const fixture = new RunnerFixture();
beforeAll(async () => {
  fixture.write({ fn: { files: { "index.py": HANDLER } } });
  fixture.addResources({
    aws_apigatewayv2_domain_name: { custom: { domain_name: "custom.example.com" } },
    aws_apigatewayv2_api_mapping: {
      custom: {
        domain_name: "custom.example.com",
        api_id: "${aws_apigatewayv2_api.http.id}",
        stage: "$default",
      },
    },
  });
  await fixture.start({ allowedHosts: ["allowed.test"] });
});
afterAll(() => fixture.close());

const askLambda = (headers: Record<string, string>, request = {}) =>
  send(fixture.lambdaUrl, "", { ...INVOCATION, ...request, headers });

describe.each(API_KINDS)("the %s", (api) => {
  const ask = (headers: Record<string, string>) => {
    const url = fixture.url(api);
    return send(url, new URL(url).pathname.replace(/\/$/, ""), {
      method: "GET",
      path: "/fn",
      headers,
    });
  };

  test("refuses a request for an unknown host, and says what to do", async () => {
    const got = await ask(EVIL);

    expect(got.status).toBe(403);
    expect(text(got)).toContain("start the runner with --allow-host evil.example");
  });

  test.each([
    ["an allowed host", { Host: "allowed.test" }],
    ["a custom domain of the stack", { Host: "custom.example.com" }],
    ["another name of loopback", { Host: "shop.localhost:1" }],
    ["another origin, which is the API's own business", { Origin: "http://evil.example" }],
  ])("serves a request of %s", async (_, headers) => {
    expect((await ask(headers)).status).toBe(200);
  });
});

describe("the Lambda API", () => {
  test.each<[string, Record<string, string>]>([
    ["for an unknown host", EVIL],
    ["for a custom domain, which is an API's", { Host: "custom.example.com" }],
    ["from a web page", { Origin: "http://evil.example", "Content-Type": "text/plain" }],
    ["from a page without an origin", { Origin: "null" }],
    ["from a page of the same machine", { Origin: "http://localhost:3000" }],
    ["that a page of another site made", { "Sec-Fetch-Site": "cross-site" }],
    ["that a page of the same site made", { "Sec-Fetch-Site": "same-site" }],
  ])("refuses a request %s", async (_, headers) => {
    const got = await askLambda(headers);

    expect([got.status, header(got, "x-amzn-ErrorType")]).toEqual([403, "AccessDeniedException"]);
    expect(text(got)).not.toContain("served");
  });

  test.each<[string, Record<string, string>]>([
    ["of a tool", {}],
    ["for an allowed host", { Host: "allowed.test:3000" }],
    ["of a browser's address bar", { "Sec-Fetch-Site": "none" }],
  ])("serves a request %s", async (_, headers) => {
    expect((await askLambda(headers)).status).toBe(200);
  });
});

test("the log says why a request was refused", async () => {
  await askLambda(EVIL);
  await fixture.close();

  expect(fixture.log).toContain(
    'Lambda API | POST /2015-03-31/functions/fn/invocations 403: the host "evil.example" is unknown; allowed: localhost, ',
  );
});
