import { Duration } from "../../../constructs/core/duration";
import type {
  HttpUrlIntegrationProps,
  HttpLambdaIntegrationProps,
  ParameterMapping,
} from "../../../constructs";
import { HttpUrlIntegration, HttpLambdaIntegration } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { only } from "../lambda/support";
import { fixture, count, synthApi } from "./support";
import { messageOf } from "../message-of";

function lambdaIntegration(props?: HttpLambdaIntegrationProps): Record<string, unknown> {
  return only(
    synthApi(({ api, fn }) => api.addRoute("GET /", new HttpLambdaIntegration(fn, props))),
    "aws_apigatewayv2_integration",
  );
}

function urlIntegration(props?: HttpUrlIntegrationProps): Record<string, unknown> {
  const integration = new HttpUrlIntegration("https://example.com/{proxy}", props);
  return only(
    synthApi(({ api }) => api.addRoute("ANY /{proxy+}", integration)),
    "aws_apigatewayv2_integration",
  );
}

test("a Lambda integration is of payload format 2.0 and waits as long as API Gateway does, unless told otherwise", () => {
  expect(lambdaIntegration()).toMatchObject({
    integration_type: "AWS_PROXY",
    connection_type: "INTERNET",
    integration_method: "POST",
    payload_format_version: "2.0",
    timeout_milliseconds: 30000,
  });
  expect(
    lambdaIntegration({
      payloadFormatVersion: "1.0",
      timeout: Duration.millis(50),
      description: "Pets",
    }),
  ).toMatchObject({
    payload_format_version: "1.0",
    timeout_milliseconds: 50,
    description: "Pets",
  });
});

test("an HTTP integration passes method and path on, unless told otherwise", () => {
  expect(urlIntegration()).toMatchObject({
    integration_type: "HTTP_PROXY",
    connection_type: "INTERNET",
    integration_method: "ANY",
    integration_uri: "https://example.com/{proxy}",
    payload_format_version: "1.0",
    timeout_milliseconds: 30000,
  });
  expect(urlIntegration({ method: "GET", timeout: Duration.seconds(5) })).toMatchObject({
    integration_method: "GET",
    timeout_milliseconds: 5000,
  });
});

test("a URL may have a stage variable in it, which is API Gateway's and not Terraform's to fill", () => {
  const json = synthApi(({ api }) =>
    api.addRoute("GET /", new HttpUrlIntegration("https://${stageVariables.host}/pets")),
  );

  expect(only(json, "aws_apigatewayv2_integration").integration_uri).toBe(
    "https://$${stageVariables.host}/pets",
  );
});

test("a URL may have a stage variable beside the attribute of another resource", () => {
  const json = synthApi(({ api, fn }) =>
    api.addRoute(
      "GET /",
      new HttpUrlIntegration(`https://${fn.resource.version}.example/\${stageVariables.path}`),
    ),
  );

  expect(only(json, "aws_apigatewayv2_integration").integration_uri).toMatch(
    /^https:\/\/\$\{aws_lambda_function\.[^}]+\.version\}\.example\/\$\$\{stageVariables\.path\}$/,
  );
});

test("a role has no use for a permission, so the two can't be written together", () => {
  const json = synthApi(({ api, fn }) => {
    // @ts-expect-error -- the compiler refuses it
    api.addRoute("GET /", new HttpLambdaIntegration(fn, { credentials: "role", permission: {} }));
  });

  expect(only(json, "aws_apigatewayv2_integration").credentials_arn).toContain("InvokeRole");
  expect(json.resource).not.toHaveProperty("aws_lambda_permission");
});

test("the function may be invoked before a request can come", () => {
  const waitsFor = (props: HttpLambdaIntegrationProps) => lambdaIntegration(props).depends_on;

  expect(waitsFor({})).toEqual([expect.stringMatching(/^aws_lambda_permission\./)]);
  expect(waitsFor({ credentials: "role" })).toEqual([
    expect.stringMatching(/^aws_iam_role_policy\..*InvokeRole/),
  ]);
});

test("a permission can be for a stage, method and path", () => {
  const json = synthApi(({ api, fn }) =>
    api.addRoute(
      "GET /pets/{id}",
      new HttpLambdaIntegration(fn, {
        permission: { stage: "v1", method: "GET", path: "/pets/{id}" },
      }),
    ),
  );

  expect(only(json, "aws_lambda_permission").source_arn).toMatch(
    /^\$\{aws_apigatewayv2_api\.\w+\.execution_arn\}\/v1\/GET\/pets\/\*$/,
  );
});

test("one integration waits for each permission that was asked for it", () => {
  const json = synthApi(({ api, fn }) => {
    api.addRoute("GET /", new HttpLambdaIntegration(fn, { permission: { method: "GET" } }));
    api.addRoute("POST /", new HttpLambdaIntegration(fn, { permission: { method: "POST" } }));
  });

  expect(count(json, "aws_lambda_permission")).toBe(2);
  expect(only(json, "aws_apigatewayv2_integration").depends_on).toHaveLength(2);
});

test("an integration goes only after its routes have left it (AWS: 409, referenced by routes)", () => {
  expect(lambdaIntegration()).toHaveProperty("lifecycle", { create_before_destroy: true });
});

test("parameter mappings reach API Gateway as they are, its own ${…} included", () => {
  const mapped = lambdaIntegration({
    parameterMapping: {
      request: {
        "append:header.x-id": "$context.requestId",
        "overwrite:path": "/v1${request.path}",
        "remove:querystring.debug": "''",
      },
      response: { "404": { "overwrite:statuscode": "410" }, "200": { "remove:header.x": "''" } },
    },
  });

  expect(mapped.request_parameters).toEqual({
    "append:header.x-id": "$context.requestId",
    "overwrite:path": "/v1$${request.path}",
    "remove:querystring.debug": "''",
  });
  expect(mapped.response_parameters).toEqual([
    { status_code: "200", mappings: { "remove:header.x": "''" } },
    { status_code: "404", mappings: { "overwrite:statuscode": "410" } },
  ]);
});

test("a mapping may refer to other resources", () => {
  const json = synthApi(({ api, fn }) =>
    api.addRoute(
      "GET /",
      new HttpLambdaIntegration(fn, {
        parameterMapping: { request: { "append:header.x-fn": fn.functionName } },
      }),
    ),
  );

  expect(only(json, "aws_apigatewayv2_integration").request_parameters).toEqual({
    "append:header.x-fn": expect.stringMatching(/^\$\{aws_lambda_function\.\w+\.function_name\}$/),
  });
});

describe("refused with path, value, what is allowed and a fix:", () => {
  test.each<[string, HttpLambdaIntegrationProps, string]>([
    [
      "timeout of the integration is 49 milliseconds",
      { timeout: Duration.millis(49) },
      "whole milliseconds, from 50 to 30000",
    ],
    [
      "timeout of the integration is 31 seconds",
      { timeout: Duration.seconds(31) },
      "whole milliseconds, from 50 to 30000",
    ],
    [
      "timeout of the integration is 99.5 milliseconds",
      { timeout: Duration.millis(99.5) },
      "whole milliseconds",
    ],
    ["description of the integration is", { description: "x".repeat(1025) }, "up to 1024"],
    ['payloadFormatVersion is "3.0"', { payloadFormatVersion: "3.0" as "2.0" }, '"1.0" or "2.0"'],
    ['method of the permission is "get"', { permission: { method: "get" } }, "ANY, DELETE, GET"],
    ...(
      [
        [{ request: { "set:header.x": "1" } }, "append, overwrite or remove"],
        [{ request: { "append:body.x": "1" } }, "header.<name> or querystring.<name>"],
        [{ request: { "overwrite:statuscode": "1" } }, "or overwrite:path"],
        [{ request: { "append:header.Authorization": "1" } }, "doesn't reserve"],
        [{ request: { "append:header.x-amz-date": "1" } }, "doesn't reserve"],
        [{ response: { "200": { "append:querystring.x": "1" } } }, "or overwrite:statuscode"],
        [{ response: { "200": { "append:header.via": "1" } } }, "doesn't reserve"],
      ] satisfies [ParameterMapping, string][]
    ).map(([parameterMapping, allowed]): [string, HttpLambdaIntegrationProps, string] => [
      "key of a parameter mapping is",
      { parameterMapping },
      allowed,
    ]),
    [
      'status code of a parameter mapping is "100"',
      { parameterMapping: { response: { "100": {} } } },
      "200 to 599",
    ],
  ])("%s %j", (what, props, allowed) => {
    const { api, fn } = fixture();

    const message = messageOf(() => api.addRoute("GET /", new HttpLambdaIntegration(fn, props)));

    expect(message).toMatch(/^dev\/HttpApi: .*; allowed: .+\. [A-Z].+\.$/s);
    expect(message).toContain(what);
    expect(message).toContain(allowed);
  });

  test.each<[string, string, HttpUrlIntegrationProps]>([
    ['URL of the integration is "example.com"', "example.com", {}],
    ['URL of the integration is "ftp://example.com"', "ftp://example.com", {}],
    ['URL of the integration is "https://"', "https://", {}],
    ['URL of the integration is "https:///x"', "https:///x", {}],
    ['method of the integration is "get"', "https://example.com", { method: "get" }],
  ])("%s", (what, url, props) => {
    const { api } = fixture();

    const message = messageOf(() => api.addRoute("GET /", new HttpUrlIntegration(url, props)));

    expect(message).toContain(`dev/HttpApi: ${what}; allowed: `);
  });

  test("the 301st integration", () => {
    const { api } = fixture();
    const add = (i: number) =>
      api.addRoute(`GET /${i}`, new HttpUrlIntegration(`https://example.com/${i}`));
    for (let i = 0; i < 300; i += 1) {
      add(i);
    }

    expect(() => add(300)).toThrow(
      "dev/HttpApi: number of integrations is 301; allowed: up to 300",
    );
  });
});

test("values known only at apply are left to AWS", () => {
  const json: Synthesised = synthApi(({ api, fn }) => {
    api.addRoute("GET /", new HttpUrlIntegration(`https://${fn.functionName}.example.com`));
    api.addRoute(
      "GET /a",
      new HttpUrlIntegration(fn.invokeArn, { timeout: Duration.millis(fn.resource.timeout) }),
    );
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(2);
});
