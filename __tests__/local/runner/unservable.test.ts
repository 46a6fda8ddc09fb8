import { readFileSync } from "node:fs";
import path from "node:path";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const CODE = 'def handler(event, context):\n    return {"statusCode": 200, "body": "served"}\n';

type Block = Record<string, unknown>;
type Resources = Record<string, Record<string, Block>>;

let fixture: RunnerFixture;

beforeEach(() => {
  const files = { "index.py": CODE };
  fixture = new RunnerFixture().write({ good: { files }, bad: { files } });
});
afterEach(() => fixture.close());

function change(edit: (resource: Resources) => void): void {
  const stack = JSON.parse(readFileSync(path.join(fixture.folder, "cdk.tf.json"), "utf8")) as {
    resource: Resources;
  };
  edit(stack.resource);
  fixture.file("cdk.tf.json", JSON.stringify(stack));
}

function set(resource: Resources, type: string, name: string, attributes: Block): void {
  const blocks = Object.entries(resource[type] ?? {}).filter(([key]) => key.includes(name));
  expect(blocks).toHaveLength(1);
  for (const [, block] of blocks) {
    Object.assign(block, attributes);
  }
}

test.each(API_KINDS)(
  "the %s responds 501 on routes whose authorizer isn't known, and serves the others",
  async (api) => {
    change((resource) => {
      set(resource, "aws_apigatewayv2_route", "bad", { authorization_type: "CUSTOM" });
      set(resource, "aws_api_gateway_method", "bad", { authorization: "CUSTOM" });
    });
    const { problems } = await fixture.start();

    const guarded = await fetch(`${fixture.url(api)}/bad`);
    const open = await fetch(`${fixture.url(api)}/good`);

    expect([guarded.status, await guarded.text()]).toEqual([
      501,
      expect.stringContaining("CUSTOM"),
    ]);
    expect([open.status, await open.text()]).toEqual([200, "served"]);
    expect(problems).toHaveLength(2);
  },
);

test.each(API_KINDS)("the %s responds 501 where the function can't be served", async (api) => {
  change((resource) => set(resource, "aws_lambda_function", "bad", { runtime: "perl5.x" }));
  const { apis } = await fixture.start();

  const response = await fetch(`${fixture.url(api)}/bad`);

  expect([response.status, await response.text()]).toEqual([
    501,
    expect.stringContaining("aws_lambda_function.bad.runtime"),
  ]);
  expect((await fetch(`${fixture.url(api)}/good`)).status).toBe(200);
  const isServed = apis.map(({ routes }) => routes.map((route) => [route.target, route.isServed]));
  expect(isServed.flat()).toContainEqual(["bad", false]);
  expect(isServed.flat()).toContainEqual(["good", true]);
});

const UNKNOWN = "${aws_ssm_parameter.flags.insecure_value}";

test.each(API_KINDS)(
  "the %s responds 501 on a route that may have any number of instances, and serves the others",
  async (api) => {
    change((resource) => {
      resource["aws_ssm_parameter"] = { flags: { name: "flags", type: "String" } };
      set(resource, "aws_apigatewayv2_route", "bad", { count: UNKNOWN });
      set(resource, "aws_api_gateway_method", "bad", { count: UNKNOWN });
      set(resource, "aws_api_gateway_integration", "bad", {
        count: UNKNOWN,
        http_method: "${aws_api_gateway_method.bad[count.index].http_method}",
      });
    });
    const { problems } = await fixture.start();

    const counted = await fetch(`${fixture.url(api)}/bad`);

    expect([counted.status, await counted.text()]).toEqual([501, expect.stringContaining("count")]);
    expect((await fetch(`${fixture.url(api)}/good`)).status).toBe(200);
    expect(problems.join("\n")).toContain("bad");
  },
);

test("an API with an unknown count responds 501, and the other one is served", async () => {
  change((resource) => {
    resource["aws_ssm_parameter"] = { flags: { name: "flags", type: "String" } };
    set(resource, "aws_api_gateway_rest_api", "rest", { count: UNKNOWN });
  });
  const { apis } = await fixture.start();

  expect(apis.map(({ isServed }) => isServed)).toEqual([true, false]);
  expect((await fetch(`${fixture.url("HTTP API")}/good`)).status).toBe(200);
});

test("an API that can't be read responds 501 to everything, and the other one is served", async () => {
  change((resource) => set(resource, "aws_api_gateway_rest_api", "rest", { policy: "{}" }));
  const { apis } = await fixture.start();

  const url = apis.find(({ isServed }) => !isServed)?.url ?? "";

  expect((await fetch(`${url}/anything`)).status).toBe(501);
  expect((await fetch(`${fixture.url("HTTP API")}/good`)).status).toBe(200);
});

test("with strict, one refusal lists all problems", async () => {
  change((resource) => {
    set(resource, "aws_apigatewayv2_route", "bad", { authorization_type: "CUSTOM" });
    set(resource, "aws_api_gateway_rest_api", "rest", { policy: "{}" });
    set(resource, "aws_lambda_function", "bad", { runtime: "perl5.x" });
  });

  await expect(fixture.start({ strict: true })).rejects.toThrow(
    /aws_lambda_function\.bad\.runtime[^]*aws_apigatewayv2_route\.bad[^]*policy can't be served/,
  );
});

test.each(API_KINDS)("a request to the %s is logged with its route and function", async (api) => {
  await fixture.start();

  await fetch(`${fixture.url(api)}/good?key=secret`);
  await fixture.close();

  expect(fixture.log).toMatch(/\| GET \S*\/good 200 \S+ ms \(ANY \/good → good\)\n/);
  expect(fixture.log).not.toContain("secret");
});

test("the log as JSON has the same fields", async () => {
  await fixture.start({ logFormat: "json" });

  await fetch(`${fixture.url("HTTP API")}/good`);
  await fixture.close();

  const lines = fixture.log.trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({
      method: "GET",
      path: "/good",
      status: 200,
      milliseconds: expect.any(Number) as number,
      route: "ANY /good",
      target: "good",
    }),
  );
});

test("quiet logs no requests, not even those that the gateway responds to itself", async () => {
  await fixture.start({ quiet: true });

  await fetch(`${fixture.url("HTTP API")}/good`);
  await fetch(`${fixture.url("HTTP API")}/nowhere`);
  await fixture.close();

  expect(fixture.log).toContain("good | START");
  expect(fixture.log).not.toContain("GET /");
});
