import { Duration } from "../../../constructs/core/duration";
import { HttpApi, HttpUrlIntegration, HttpLambdaIntegration } from "../../../constructs";
import { environment, only, synth } from "../lambda/support";
import { fixture, count, synthApi } from "./support";

test("an HTTP API is one line, and a route another", () => {
  const json = synthApi(({ api, fn }) => api.addRoute("GET /", new HttpLambdaIntegration(fn)));

  const api = `aws_apigatewayv2_api.${Object.keys(json.resource.aws_apigatewayv2_api ?? {})[0]}`;
  const integration = Object.keys(json.resource.aws_apigatewayv2_integration ?? {})[0];
  expect(only(json, "aws_apigatewayv2_api")).toEqual({
    name: "shop-dev-HttpApi",
    protocol_type: "HTTP",
  });
  expect(only(json, "aws_apigatewayv2_route")).toEqual({
    api_id: `\${${api}.id}`,
    route_key: "GET /",
    target: `integrations/\${aws_apigatewayv2_integration.${integration}.id}`,
  });
  expect(only(json, "aws_apigatewayv2_stage")).toMatchObject({
    api_id: `\${${api}.id}`,
    name: "$default",
    auto_deploy: true,
  });
});

test("the hello system: a function behind GET /, invoked by API Gateway's own role", () => {
  const json = synthApi(
    ({ api, fn }) => api.addRoute("GET /", new HttpLambdaIntegration(fn, { credentials: "role" })),
    { apiName: "HttpApi.dev" },
  );

  const [role] = Object.keys(json.resource.aws_iam_role ?? {}).filter((id) => /Invoke/.test(id));
  const [fn] = Object.keys(json.resource.aws_lambda_function ?? {});
  expect(only(json, "aws_apigatewayv2_api").name).toBe("HttpApi.dev");
  expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({
    connection_type: "INTERNET",
    credentials_arn: `\${aws_iam_role.${role}.arn}`,
    integration_method: "POST",
    integration_type: "AWS_PROXY",
    integration_uri: `\${aws_lambda_function.${fn}.invoke_arn}`,
    payload_format_version: "2.0",
  });
  expect(json.resource).not.toHaveProperty("aws_lambda_permission");
});

test("props reach the API", () => {
  const json = synthApi(() => undefined, {
    description: "Shop",
    disableExecuteApiEndpoint: true,
    corsPreflight: {
      allowOrigins: ["https://example.com", "http://localhost:3000"],
      allowMethods: ["GET", "POST"],
      allowHeaders: ["Content-Type", "*"],
      exposeHeaders: ["x-id"],
      allowCredentials: true,
      maxAge: Duration.minutes(10),
    },
  });

  expect(only(json, "aws_apigatewayv2_api")).toMatchObject({
    description: "Shop",
    disable_execute_api_endpoint: true,
    cors_configuration: {
      allow_origins: ["https://example.com", "http://localhost:3000"],
      allow_methods: ["GET", "POST"],
      allow_headers: ["Content-Type", "*"],
      expose_headers: ["x-id"],
      allow_credentials: true,
      max_age: 600,
    },
  });
});

test("a preflight request needs no route, and so no caller's credentials (browsers send none with it)", () => {
  const json = synthApi(
    ({ api, fn }) =>
      api.addRoute("ANY /pets", new HttpLambdaIntegration(fn), { authorizationType: "AWS_IAM" }),
    { corsPreflight: { allowOrigins: ["*"], allowMethods: ["*"] } },
  );

  expect(only(json, "aws_apigatewayv2_route")).toMatchObject({ route_key: "ANY /pets" });
  expect(only(json, "aws_apigatewayv2_api")).toHaveProperty("cors_configuration");
});

test("without corsPreflight nothing is open to other origins", () => {
  expect(
    only(
      synthApi(() => undefined),
      "aws_apigatewayv2_api",
    ),
  ).not.toHaveProperty("cors_configuration");
});

test("a route's options reach it", () => {
  const json = synthApi(({ api, fn }) =>
    api.addRoute("GET /", new HttpLambdaIntegration(fn), {
      authorizationType: "AWS_IAM",
      operationName: "hello",
    }),
  );

  expect(only(json, "aws_apigatewayv2_route")).toMatchObject({
    authorization_type: "AWS_IAM",
    operation_name: "hello",
  });
});

test("every underlying resource can be reached", () => {
  const { stack, api, fn } = fixture();
  const route = api.addRoute("GET /", new HttpLambdaIntegration(fn));
  const stage = api.addStage("v1");

  api.resource.description = "changed";
  route.operationName = "changed";
  stage.resource.description = "changed";

  const json = synth(stack);
  expect(only(json, "aws_apigatewayv2_api").description).toBe("changed");
  expect(only(json, "aws_apigatewayv2_route").operation_name).toBe("changed");
  expect(json.resource.aws_apigatewayv2_stage?.[stage.resource.friendlyUniqueId]).toMatchObject({
    description: "changed",
  });
  expect(Object.keys(json.resource.aws_cloudwatch_log_group ?? {})).toContain(
    stage.accessLog?.logGroup.friendlyUniqueId,
  );
});

test("the function that the API invokes may have the API's URL in its environment without a cycle", () => {
  const { stack, api, fn } = fixture();
  api.addRoute("GET /", new HttpLambdaIntegration(fn));
  fn.addEnvironment("API_URL", api.url);
  fn.addEnvironment("V1_URL", api.addStage("v1").url);

  const json = synth(stack);

  const endpoint = `\${aws_apigatewayv2_api.${api.resource.friendlyUniqueId}.api_endpoint}`;
  expect(only(json, "aws_lambda_function").environment).toEqual({
    variables: { API_URL: endpoint, V1_URL: `${endpoint}/v1` },
  });
  expect(cycle(json.resource)).toBeUndefined();
});

test("a cycle would have been found", () => {
  const cyclic = {
    a: { one: { uses: "${b.two.id}" } },
    b: { two: { depends_on: ["a.one"] } },
  };

  expect(cycle(cyclic)).toEqual(["a.one", "b.two", "a.one"]);
});

test("APIs of two environments share no name", () => {
  const names = ["dev", "prod"].map((environmentName) => {
    const stack = environment(environmentName);
    new HttpApi(stack, "HttpApi").addRoute("GET /", new HttpUrlIntegration("https://example.com"));
    const json = synth(stack);
    expect(count(json, "aws_apigatewayv2_route")).toBe(1);
    return [only(json, "aws_apigatewayv2_api").name, only(json, "aws_cloudwatch_log_group").name];
  });

  expect(new Set(names.flat()).size).toBe(4);
});

/** A cycle of references between resources, if there is one. */
function cycle(resource: Record<string, Record<string, unknown>>): string[] | undefined {
  const nodes = Object.entries(resource).flatMap(([type, all]) =>
    Object.entries(all).map(([name, attributes]) => ({
      address: `${type}.${name}`,
      text: JSON.stringify(attributes),
    })),
  );
  const uses = new Map(
    nodes.map(({ address, text }) => [
      address,
      nodes
        .map((other) => other.address)
        .filter((other) => new RegExp(`\\b${other}\\b`).test(text)),
    ]),
  );
  const walk = (path: string[]): string[] | undefined => {
    for (const next of uses.get(path.at(-1) ?? "") ?? []) {
      if (path.includes(next)) {
        return [...path, next];
      }
      const found = walk([...path, next]);
      if (found) {
        return found;
      }
    }
    return undefined;
  };
  return nodes.map(({ address }) => walk([address])).find((found) => found !== undefined);
}
