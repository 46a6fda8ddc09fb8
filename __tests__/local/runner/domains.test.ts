import { send } from "../cases/support/exchange";
import { text } from "../gateway/support/response";
import { RunnerFixture } from "./support/runner-fixture";

const HANDLER = `
def handler(event, context):
    return {"statusCode": 200, "body": event["requestContext"]["domainName"]}
`;
const DOMAIN = "shop.example.com";
const domain_name = "${aws_apigatewayv2_domain_name.shop.id}";

let fixture: RunnerFixture;
beforeEach(() => {
  fixture = new RunnerFixture();
  fixture.write({ fn: { files: { "index.py": HANDLER } } });
  fixture.addResources({
    aws_apigatewayv2_domain_name: { shop: { domain_name: DOMAIN } },
    aws_apigatewayv2_api_mapping: {
      http: { domain_name, api_id: "${aws_apigatewayv2_api.http.id}", stage: "$default" },
      rest: {
        domain_name,
        api_id: "${aws_api_gateway_rest_api.rest.id}",
        stage: "${aws_api_gateway_stage.rest.stage_name}",
        api_mapping_key: "rest",
      },
    },
  });
});
afterEach(() => fixture.close());

test("a request for a custom domain reaches the mapped API by the port of any API", async () => {
  await fixture.start();
  const headers = { Host: `${DOMAIN}:3000` };

  const got = await send(fixture.url("HTTP API"), "", { method: "GET", path: "/rest/fn", headers });
  await fixture.close();

  expect([got.status, text(got)]).toEqual([200, DOMAIN]);
  expect(fixture.log).toContain("rest | GET /rest/fn 200");
});

test("a port of its own takes all requests for the domain, whatever their host", async () => {
  const runner = await fixture.start({ domains: [DOMAIN] });
  const [endpoint] = runner.domainEndpoints;

  const got = await send(endpoint?.url ?? "", "", { method: "GET", path: "/rest/fn" });

  expect(endpoint?.name).toBe(DOMAIN);
  expect([got.status, text(got)]).toEqual([200, DOMAIN]);
});

test("a port for a domain that the stack doesn't have is refused at start", async () => {
  await expect(fixture.start({ domains: ["other.example.com"] })).rejects.toThrow(
    '--domain is "other.example.com"; the stack\'s domains: shop.example.com.',
  );
});
