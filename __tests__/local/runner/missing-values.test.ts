import { readFileSync } from "node:fs";
import path from "node:path";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

const CODE = 'def handler(event, context):\n    return {"statusCode": 200, "body": "served"}\n';

type Block = Record<string, unknown>;
interface Stack {
  readonly resource: Readonly<Record<string, Record<string, Block>>>;
  variable?: Block;
  provider?: Block;
}

let fixture: RunnerFixture;

beforeEach(() => {
  const files = { "index.py": CODE };
  fixture = new RunnerFixture().write({ good: { files }, bad: { files } });
});
afterEach(() => fixture.close());

/** Changes the stack, in which the variables `a`, `b` and `c` have no value. */
function change(edit: (stack: Stack) => void): void {
  const stack = JSON.parse(readFileSync(path.join(fixture.folder, "cdk.tf.json"), "utf8")) as Stack;
  stack.variable = { a: {}, b: {}, c: {} };
  edit(stack);
  fixture.file("cdk.tf.json", JSON.stringify(stack));
}

function set({ resource }: Stack, type: string, name: string, attributes: Block): void {
  Object.assign(resource[type]?.[name] ?? {}, attributes);
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

const noValue = (name: string) => expect.stringContaining(`var.${name} has no value`) as string;

test("all missing variables of a function are reported, and the others are served", async () => {
  change((stack) =>
    set(stack, "aws_lambda_function", "bad", {
      runtime: "${var.a}",
      environment: { variables: { B: "${var.b}", C: "x-${var.c}" } },
    }),
  );

  const { problems } = await fixture.start();

  expect(problems).toEqual([noValue("a"), noValue("b"), noValue("c")]);
  expect(await statusOf(`${fixture.url("HTTP API")}/bad`)).toBe(501);
  expect(await statusOf(`${fixture.url("HTTP API")}/good`)).toBe(200);
});

test("all missing variables of a route and its integration are reported", async () => {
  change((stack) => {
    set(stack, "aws_apigatewayv2_route", "bad", { authorization_type: "${var.a}" });
    set(stack, "aws_apigatewayv2_integration", "bad", {
      integration_uri: "${var.b}",
      credentials_arn: "${var.c}",
    });
  });

  const { problems } = await fixture.start();

  expect(problems).toHaveLength(3);
  expect(problems).toEqual(expect.arrayContaining([noValue("a"), noValue("b"), noValue("c")]));
  expect(await statusOf(`${fixture.url("HTTP API")}/bad`)).toBe(501);
  expect(await statusOf(`${fixture.url("HTTP API")}/good`)).toBe(200);
});

test("all missing variables of a REST API's integration are reported", async () => {
  change((stack) =>
    set(stack, "aws_api_gateway_integration", "bad", { uri: "${var.a}", credentials: "${var.b}" }),
  );

  const { problems } = await fixture.start();

  expect(problems).toEqual([noValue("a"), noValue("b")]);
  expect(await statusOf(`${fixture.url("REST API")}/bad`)).toBe(501);
  expect(await statusOf(`${fixture.url("REST API")}/good`)).toBe(200);
});

test("all missing variables of an API are reported, with those of its parts", async () => {
  change((stack) => {
    set(stack, "aws_apigatewayv2_api", "http", { name: "${var.a}" });
    set(stack, "aws_apigatewayv2_route", "bad", { route_key: "GET /${var.b}" });
    set(stack, "aws_apigatewayv2_stage", "http", { stage_variables: { c: "${var.c}" } });
  });

  const { problems, apis } = await fixture.start();

  expect(problems).toHaveLength(3);
  expect(problems).toEqual(expect.arrayContaining([noValue("a"), noValue("b"), noValue("c")]));
  expect(apis.map(({ isServed }) => isServed)).toEqual([false, true]);
  expect(await statusOf(`${apis[0]?.url}/good`)).toBe(501);
});

test.each(API_KINDS)("the %s responds 501 for a function with an unknown count", async (api) => {
  change((stack) => set(stack, "aws_lambda_function", "bad", { count: "${var.a}" }));

  const { problems } = await fixture.start();

  expect(problems).toEqual([
    expect.stringMatching(/^aws_lambda_function\.bad: count can't be resolved: var\.a has no/),
  ]);
  expect(await statusOf(`${fixture.url(api)}/bad`)).toBe(501);
  expect(await statusOf(`${fixture.url(api)}/good`)).toBe(200);
});

test("a route with an unknown count gets 501, and not the response of $default", async () => {
  change((stack) => set(stack, "aws_apigatewayv2_route", "bad", { count: "${var.a}" }));

  const { problems } = await fixture.start();

  expect(problems).toEqual([noValue("a")]);
  expect(await statusOf(`${fixture.url("HTTP API")}/bad`)).toBe(501);
  expect(await statusOf(`${fixture.url("HTTP API")}/other`)).toBe(200);
});

test("routes with unknown keys make their whole API respond 501", async () => {
  change((stack) =>
    set(stack, "aws_apigatewayv2_route", "bad", {
      for_each: "${toset(var.a)}",
      route_key: "GET /${each.key}",
    }),
  );

  const { problems, apis } = await fixture.start();

  expect(problems).toEqual([noValue("a")]);
  expect(await statusOf(`${apis[0]?.url}/good`)).toBe(501);
  expect(await statusOf(`${fixture.url("REST API")}/good`)).toBe(200);
});

test("a missing variable in the provider's region is reported, and requests get 501", async () => {
  change((stack) => (stack.provider = { aws: [{ region: "${var.a}" }] }));

  const { problems, apis } = await fixture.start();

  expect(problems).toEqual([
    expect.stringMatching(/^provider\.aws: region can't be resolved: var\.a has no value/),
  ]);
  expect(await Promise.all(apis.map(({ url }) => statusOf(`${url}/good`)))).toEqual([501, 501]);
});

test("with strict, problems of all kinds are refused together", async () => {
  change((stack) => {
    set(stack, "aws_lambda_function", "bad", { handler: null });
    set(stack, "aws_apigatewayv2_route", "bad", { count: "${var.a}" });
    set(stack, "aws_api_gateway_integration", "bad", { credentials: "${var.b}" });
  });

  const start = fixture.start({ strict: true });

  await expect(start).rejects.toThrow(
    /bad\.handler: it is required[^]*var\.a has no value[^]*var\.b has no value[^]*3 problems/,
  );
});

test("everything that an HTTP API can't be served with is reported together", async () => {
  change((stack) => {
    set(stack, "aws_apigatewayv2_route", "good", { route_key: "GET good" });
    set(stack, "aws_apigatewayv2_route", "bad", { route_key: "GET bad" });
    set(stack, "aws_apigatewayv2_stage", "http", { deployment_id: "elsewhere" });
  });

  const { problems } = await fixture.start();

  const lines = problems.join("\n");
  expect(lines).toContain("aws_apigatewayv2_route.good: route_key is");
  expect(lines).toContain("aws_apigatewayv2_route.bad: route_key is");
  expect(lines).toContain("aws_apigatewayv2_stage.http: deployment_id is");
});

test("everything that a REST API can't be served with is reported together", async () => {
  change((stack) => {
    set(stack, "aws_api_gateway_resource", "good", { path_part: "{a}{b}" });
    set(stack, "aws_api_gateway_resource", "bad", { path_part: "a{b}" });
    set(stack, "aws_api_gateway_stage", "rest", { deployment_id: "elsewhere" });
  });

  const { problems } = await fixture.start();

  const lines = problems.join("\n");
  expect(lines).toContain("aws_api_gateway_resource.good: path is");
  expect(lines).toContain("aws_api_gateway_resource.bad: path is");
  expect(lines).toContain("aws_api_gateway_stage.rest: deployment_id is");
});
