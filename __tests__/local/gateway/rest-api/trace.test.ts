import type { RequestTrace } from "../../../../local/gateway/trace";
import { bodyOf, withServer } from "../../../support/loopback-server";
import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { failureIn, kindsOf, stepOf } from "../support/steps";
import { responseTo, custom, integrationOf, mock, proxy } from "./support/serve";
import { onPets, templates, traceOf } from "./support/trace";

describe("the steps of a request", () => {
  test("through a Lambda proxy integration", async () => {
    const trace = await traceOf(onPets(proxy()));

    expect(kindsOf(trace)).toEqual([
      ...["request", "route", "event", "invocation", "proxyResponse", "response"],
    ]);
    expect(stepOf(trace, "route")).toMatchObject({
      stage: "dev",
      routeKey: "POST /pets/{id}",
      target: "fn",
      pathParameters: { id: "7" },
    });
    const event = JSON.parse(stepOf(trace, "event").event.text) as object;
    expect(event).toMatchObject({ resource: "/pets/{id}", body: "{}" });
    expect(stepOf(trace, "invocation")).toMatchObject({
      functionName: "fn",
      requestId: "1",
      isColdStart: false,
      durationMilliseconds: 2,
      memoryMegabytes: 128,
      maxMemoryMegabytes: 30,
      payload: { text: '{"statusCode":200}' },
    });
    expect(failureIn(trace)).toBeUndefined();
  });

  test("through a custom Lambda integration, with templates, overrides and pattern", async () => {
    const request =
      '#set($context.requestOverride.header.X-A = "a"){"id": "$input.params(\'id\')"}';
    const response = '#set($context.responseOverride.status = 418)$input.path("$.errorMessage")';
    const operation = custom({
      requestTemplates: templates(request),
      responses: {
        default: { statusCode: "200" },
        "other.*": { statusCode: "400" },
        "no .*": { statusCode: "404", responseTemplates: templates(response) },
      },
    });
    const lambda = new FakeLambda({ fails: { errorMessage: "no pet" } });

    const trace = await traceOf(onPets(operation, { lambda }));

    expect(kindsOf(trace).slice(2, -1)).toEqual([
      ...["requestTemplate", "event", "invocation", "integrationResponse", "responseTemplate"],
    ]);
    expect(stepOf(trace, "requestTemplate")).toMatchObject({
      template: request,
      input: { text: "{}" },
      output: { text: '{"id": "7"}' },
      overrides: { header: { "X-A": "a" }, querystring: {}, path: {} },
    });
    expect(stepOf(trace, "event").event.text).toBe('{"id": "7"}');
    expect(stepOf(trace, "invocation")).toMatchObject({ functionError: "Unhandled" });
    expect(stepOf(trace, "integrationResponse")).toMatchObject({
      selector: "no pet",
      unmatched: ["other.*"],
      selectionPattern: "no .*",
      statusCode: 404,
    });
    expect(stepOf(trace, "responseTemplate")).toMatchObject({
      template: response,
      output: { text: "no pet" },
      overrides: { status: 418, header: {} },
    });
    expect(trace.status).toBe(418);
  });

  test("through MOCK", async () => {
    const trace = await traceOf(onPets(mock('{"ok": true}')));

    expect(kindsOf(trace).slice(2, -1)).toEqual([
      ...["requestTemplate", "integrationResponse", "responseTemplate"],
    ]);
    expect(stepOf(trace, "integrationResponse")).toMatchObject({ selector: "200" });
    expect(stepOf(trace, "responseTemplate").output?.text).toBe('{"ok": true}');
  });

  test.each(["http", "http_proxy"])("through %s", async (type) => {
    let trace: RequestTrace | undefined;
    await withServer(
      (request, response) =>
        void bodyOf(request).then((body) => response.writeHead(201, { "X-Own": "1" }).end(body)),
      async (uri) => {
        const responses = { default: { statusCode: "200" } };
        const integration = { type, httpMethod: "POST", uri: `${uri}/in`, responses };
        trace = await traceOf(onPets(integrationOf(integration)), { body: "sent" });
        expect(stepOf(trace, "httpIntegration").url).toBe(`${uri}/in`);
      },
    );

    expect(stepOf(trace as RequestTrace, "httpIntegration")).toMatchObject({
      method: "POST",
      body: { text: "sent" },
      response: { status: 201, body: { text: "sent" } },
    });
  });

  test("with an API key", async () => {
    const trace = await traceOf(
      onPets(proxy({ security: [{ key: [] }] }), {
        document: {
          components: {
            securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
          },
        },
        resources: {
          "aws_api_gateway_api_key.key": { id: "key1", name: "key", value: "x".repeat(20) },
          "aws_api_gateway_usage_plan.plan": {
            id: "plan1",
            api_stages: [{ api_id: "api1", stage: "dev" }],
          },
          "aws_api_gateway_usage_plan_key.key": {
            key_id: "key1",
            key_type: "API_KEY",
            usage_plan_id: "plan1",
          },
        },
      }),
      { headers: { "X-Api-Key": "x".repeat(20) } },
    );

    expect(stepOf(trace, "apiKey")).toMatchObject({
      apiKeyId: "key1",
      usagePlan: "aws_api_gateway_usage_plan.plan",
    });
  });

  test("with an asynchronous invocation", async () => {
    const operation = custom({
      requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
    });

    const trace = await traceOf(onPets(operation));

    expect(stepOf(trace, "invocation")).toMatchObject({ isAsynchronous: true });
  });
});

test("a trace names the routes that matched too, and why they come after", async () => {
  const any = { "x-amazon-apigateway-any-method": proxy() };
  const paths = {
    "/pets/new": { post: proxy(), ...any },
    "/pets/{id}": any,
    "/{proxy+}": any,
    "/other": any,
  };

  const trace = await traceOf({ paths }, { path: "/pets/new" });

  expect(stepOf(trace, "route")).toMatchObject({
    routeKey: "POST /pets/new",
    lost: expect.arrayContaining([
      { routeKey: "ANY /pets/new", reason: "ANY comes after a route for the method" },
      { routeKey: "ANY /pets/{id}", reason: "{id} is less specific than new" },
      { routeKey: "ANY /{proxy+}", reason: "{proxy+} is less specific than pets" },
    ]) as object,
  });
  expect(stepOf(trace, "route").lost).toHaveLength(3);
});

test("a trace names the type under which a gateway response is customized, and its template", async () => {
  const trace = await traceOf(
    onPets(proxy(), {
      document: {
        "x-amazon-apigateway-gateway-responses": {
          DEFAULT_4XX: { statusCode: 404, responseTemplates: templates("$context.error.message") },
        },
      },
    }),
    { path: "/other" },
  );

  expect(stepOf(trace, "gatewayResponse")).toMatchObject({
    type: "MISSING_AUTHENTICATION_TOKEN",
    customizedBy: "DEFAULT_4XX",
    template: "$context.error.message",
    status: 404,
  });
});

test("the log alone records no steps", async () => {
  const log = new FakeLog();

  await responseTo({ ...onPets(proxy()), log }, { method: "POST", path: "/pets/7" });

  expect(log.requests).toHaveLength(1);
  expect(log.requests[0]?.steps).toEqual([]);
});
