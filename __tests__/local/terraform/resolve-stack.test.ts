import type { ResolvedResource } from "../../../local/terraform";
import { readStack } from "../../../local/terraform";
import { resolved, stackFolder } from "./support";

function first(json: unknown, type: string): ResolvedResource {
  const found = resolved(json).ofType(type)[0];
  if (!found) {
    throw new Error(`no ${type}`);
  }
  return found;
}

const functions = {
  aws_lambda_function: {
    hello: { function_name: "dev-hello", memory_size: "256", publish: false, handler: null },
  },
};

test("a function has the ARNs that AWS would give it", () => {
  const hello = first({ resource: functions }, "aws_lambda_function");

  const arn = "arn:aws:lambda:us-east-1:123456789012:function:dev-hello";
  expect(hello.string("arn")).toBe(arn);
  expect(hello.string("invoke_arn")).toBe(
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
  );
});

test("any block may be a list of objects, and a label be in several of them", () => {
  const stack = resolved({
    resource: [
      { some_thing: { a: [{ value: "${local.a}-${local.b}-${var.v}" }] } },
      { some_thing: [{ b: { inner: [{ x: 1 }, { x: 2 }] } }, { c: { provider: "aws.eu" } }] },
    ],
    data: [{ archive_file: [{ z: [{ output_path: "z.zip" }] }] }],
    locals: [{ a: "a" }, { b: "b" }],
    variable: [{ v: [{ default: "v" }] }, { w: { default: "w" } }],
    provider: [{ aws: { region: "us-west-1" } }, { aws: [{ alias: "eu", region: "eu-west-1" }] }],
    module: [{ net: { source: "./net" } }, { app: [{ source: "./app" }] }],
  });
  const [a, b, c] = stack.ofType("some_thing");

  expect(a?.string("value")).toBe("a-b-v");
  expect(b?.blocks("inner").map((inner) => inner.number("x"))).toEqual([1, 2]);
  expect(c?.string("arn")).toMatch(/^arn:aws:thing:eu-west-1:/);
  expect(stack.region).toBe("us-west-1");
  expect(stack.ofType("data.archive_file")[0]?.string("output_path")).toBe("z.zip");
});

test("references are followed through several resources", () => {
  const integration = {
    api_id: "${aws_apigatewayv2_api.api.id}",
    integration_uri: "${aws_lambda_function.hello.invoke_arn}",
  };
  const stack = resolved({
    resource: {
      ...functions,
      aws_apigatewayv2_api: { api: { name: "api" } },
      aws_apigatewayv2_integration: { it: integration },
      aws_apigatewayv2_route: {
        r: { target: "integrations/${aws_apigatewayv2_integration.it.id}" },
      },
    },
  });
  const [api] = stack.ofType("aws_apigatewayv2_api");
  const [it] = stack.ofType("aws_apigatewayv2_integration");

  expect(it?.string("api_id")).toBe(api?.string("id"));
  expect(it?.string("integration_uri")).toContain("function:dev-hello/invocations");
  expect(stack.ofType("aws_apigatewayv2_route")[0]?.string("target")).toBe(
    `integrations/${it?.string("id")}`,
  );
});

test("a stage's URL that is put together of the API's id leads to the local API, another to where it led", () => {
  const url = (id: string) => `https://${id}.execute-api.eu-west-1.amazonaws.com/v1`;
  const stack = resolved(
    {
      resource: {
        aws_api_gateway_rest_api: { mine: { name: "mine" } },
        some_thing: {
          it: { own: url("${aws_api_gateway_rest_api.mine.id}"), other: url("abcdefghij") },
        },
      },
    },
    { apiUrl: (address) => `http://127.0.0.1:3000/for/${address}` },
  );
  const [it] = stack.ofType("some_thing");

  expect(it?.string("own")).toBe("http://127.0.0.1:3000/for/aws_api_gateway_rest_api.mine/v1");
  expect(it?.string("other")).toBe(url("abcdefghij"));
});

test.each([
  [
    "a WebSocket API",
    { aws_apigatewayv2_api: { it: { name: "it", protocol_type: "WEBSOCKET" } } },
    "wss://${aws_apigatewayv2_api.it.id}.execute-api.eu-west-1.amazonaws.com/v1",
    "ws://127.0.0.1:3000/for/aws_apigatewayv2_api.it/v1",
  ],
  [
    "a function",
    { aws_lambda_function_url: { it: { function_name: "it" } } },
    "https://${aws_lambda_function_url.it.url_id}.lambda-url.eu-west-1.on.aws/v1",
    "http://127.0.0.1:3000/for/aws_lambda_function_url.it/v1",
  ],
])("the URL of %s that is put together leads to the local one", (_, resources, url, local) => {
  const stack = resolved(
    { resource: { ...resources, some_thing: { it: { url } } } },
    { apiUrl: (address) => `http://127.0.0.1:3000/for/${address}` },
  );

  expect(stack.ofType("some_thing")[0]?.string("url")).toBe(local);
});

test("ids are the same at every start and differ between resources", () => {
  const apis = { aws_apigatewayv2_api: { a: {}, b: {} } };
  const ids = () =>
    resolved({ resource: apis })
      .all()
      .map((api) => api.string("id"));

  expect(ids()).toEqual(ids());
  expect(new Set(ids()).size).toBe(2);
  expect(ids()[0]).toMatch(/^[a-z0-9]{10}$/);
});

test.each([
  ["$default", "http://127.0.0.1:3000/"],
  ["v1", "http://127.0.0.1:3000/v1"],
])("the stage %s is invoked where its API is served", (name, url) => {
  const resource = {
    aws_apigatewayv2_api: { api: {} },
    aws_apigatewayv2_stage: { stage: { api_id: "${aws_apigatewayv2_api.api.id}", name } },
  };

  expect(first({ resource }, "aws_apigatewayv2_stage").string("invoke_url")).toBe(url);
});

test.each([
  ["v1", "/v1"],
  [null, "/"],
])("a deployment to the stage %s has its URL and ARN", (stage_name, path) => {
  const resource = {
    aws_api_gateway_rest_api: { api: { id: "api1" } },
    aws_api_gateway_deployment: { d: { rest_api_id: "api1", stage_name } },
  };

  const deployment = first({ resource }, "aws_api_gateway_deployment");

  expect(deployment.string("invoke_url")).toBe(`http://127.0.0.1:3000${path}`);
  expect(deployment.string("execution_arn")).toMatch(new RegExp(`:execute-api:.*:api1${path}$`));
});

test("a nested block is read whether the JSON has it as an object or as a list", () => {
  const blocks = (environment: unknown) =>
    first({ resource: { aws_lambda_function: { f: { environment } } } }, "aws_lambda_function")
      .blocks("environment")
      .map((block) => block.map("variables"));

  expect(blocks({ variables: { A: "1" } })).toEqual([{ A: "1" }]);
  expect(blocks([{ variables: { A: "1" } }])).toEqual([{ A: "1" }]);
  expect(blocks(undefined)).toEqual([]);
});

test("the region is the provider's, and data sources tell it", () => {
  const json = {
    provider: { aws: [{ region: "eu-west-1" }] },
    data: { aws_region: { here: {} }, aws_caller_identity: { me: {} } },
  };
  const stack = resolved(json);

  expect(stack.region).toBe("eu-west-1");
  expect(stack.ofType("data.aws_region")[0]?.string("id")).toBe("eu-west-1");
  expect(stack.ofType("data.aws_caller_identity")[0]?.string("account_id")).toBe(stack.accountId);
});

test("a value of another type is refused with the resource, the attribute and the expected type", () => {
  const hello = first(
    { resource: { aws_lambda_function: { f: { timeout: "soon" } } } },
    "aws_lambda_function",
  );

  expect(() => hello.number("timeout")).toThrow(
    'aws_lambda_function.f: timeout is "soon"; expected a number.',
  );
});

test.each([
  ["{ not json", "is not valid JSON"],
  ["[]", "is not a Terraform configuration"],
])("the file %p is refused with its path", (text, reason) => {
  const folder = stackFolder(text);

  expect(() => readStack(folder)).toThrow(new RegExp(`${folder}.*${reason}`));
});

test("a folder without a synthesised stack is refused with the command that creates one", () => {
  expect(() => readStack("no/such/folder")).toThrow(/no\/such\/folder.*npx cdktf synth/);
});
