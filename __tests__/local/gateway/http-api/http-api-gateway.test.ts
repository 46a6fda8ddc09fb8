import { createHttpApis } from "../../../../local/gateway/http-api";
import type { LambdaService } from "../../../../local/lambda";
import { withServer } from "../../../support/loopback-server";
import { resolved } from "../../terraform/support";

/** A Lambda that answers with what `handle` makes of the event. */
function lambdaOf(handle: (event: unknown) => unknown): LambdaService {
  return {
    invoke: (_, payload) =>
      Promise.resolve({
        requestId: "1",
        payload: Buffer.from(JSON.stringify(handle(JSON.parse(String(payload))))),
        logTail: () => "",
      }),
    invokeAsync: () => undefined,
  };
}

function stackOf(route: object, api: object = {}, integration: object = {}, stage = "$default") {
  const api_id = "${aws_apigatewayv2_api.api.id}";
  return resolved({
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP", ...api } },
      aws_apigatewayv2_stage: { s: { api_id, name: stage, auto_deploy: true } },
      aws_apigatewayv2_integration: {
        i: {
          api_id,
          integration_type: "AWS_PROXY",
          integration_uri: "${aws_lambda_function.f.invoke_arn}",
          payload_format_version: "2.0",
          ...integration,
        },
      },
      aws_apigatewayv2_route: {
        r: { api_id, target: "integrations/${aws_apigatewayv2_integration.i.id}", ...route },
      },
    },
  });
}

const echo = lambdaOf((event) => ({ statusCode: 200, body: JSON.stringify(event) }));

async function ask(
  stack: ReturnType<typeof stackOf>,
  path: string,
  init: RequestInit = {},
  lambda = echo,
) {
  const [api] = createHttpApis(stack, { lambda });
  return withServer(
    (request, response) => api?.handle(request, response),
    async (url) => {
      const response = await fetch(`${url}${path}`, init);
      return { status: response.status, headers: response.headers, body: await response.text() };
    },
  );
}

const GET_PET = { route_key: "GET /pets/{id}" };

test("an event 2.0 tells route, decoded path, raw query, cookies and parameters", async () => {
  const headers = { cookie: "a=1; b=2", "X-Two": "x" };
  const { body } = await ask(stackOf(GET_PET), "/pets/%E2%98%95?q=1&q=a%20b", { headers });

  const event = JSON.parse(body) as { headers: object; requestContext: object };
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "GET /pets/{id}",
    rawPath: "/pets/☕",
    rawQueryString: "q=1&q=a%20b",
    queryStringParameters: { q: "1,a b" },
    pathParameters: { id: "☕" },
    cookies: ["a=1", "b=2"],
    headers: { "x-two": "x" },
    requestContext: { http: { method: "GET", path: "/pets/☕" }, stage: "$default" },
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty("cookie");
  expect(event).not.toHaveProperty("body");
});

test("an event 1.0 keeps the path encoded and fills absent fields with null", async () => {
  const stack = stackOf(GET_PET, {}, { payload_format_version: "1.0" });

  const { body } = await ask(stack, "/pets/a%20b");

  expect(JSON.parse(body)).toMatchObject({
    version: "1.0",
    path: "/pets/a%20b",
    pathParameters: { id: "a b" },
    queryStringParameters: null,
    body: null,
    requestContext: { resourceId: "GET /pets/{id}", path: "/pets/a b" },
  });
});

test.each([
  ["application/json", '{"a":1}', '{"a":1}', false],
  ["application/octet-stream", "abc", "YWJj", true],
  ["application/x-www-form-urlencoded", "a=1", "YT0x", true],
  ["application/vnd.api+json", "{}", "e30=", true],
])("a body of type %s reaches the function as AWS sends it", async (type, sent, body, base64) => {
  const init = { method: "POST", body: sent, headers: { "content-type": type } };

  const answer = await ask(stackOf({ route_key: "POST /" }), "/", init);

  expect(JSON.parse(answer.body)).toMatchObject({ body, isBase64Encoded: base64 });
});

test("what no route answers is 404 with AWS's words and a request id", async () => {
  const { status, headers, body } = await ask(stackOf(GET_PET), "/nobody");

  expect([status, body]).toEqual([404, '{"message":"Not Found"}']);
  expect(headers.get("apigw-requestid")).toMatch(/=$/);
});

test("a named stage is served under its name, which stands in the event's path", async () => {
  const stack = stackOf(GET_PET, {}, {}, "v1");

  expect((await ask(stack, "/pets/1")).status).toBe(404);
  expect(JSON.parse((await ask(stack, "/v1/pets/1")).body)).toMatchObject({
    rawPath: "/v1/pets/1",
  });
});

test("an integration that is late is 503, a function that fails 500", async () => {
  const late: LambdaService = { ...echo, invoke: () => new Promise(() => undefined) };
  const failing: LambdaService = { ...echo, invoke: () => Promise.reject(new Error("no")) };
  const stack = stackOf(GET_PET, {}, { timeout_milliseconds: 50 });

  expect(await ask(stack, "/pets/1", {}, late)).toMatchObject({
    status: 503,
    body: '{"message":"Service Unavailable"}',
  });
  expect((await ask(stack, "/pets/1", {}, failing)).status).toBe(500);
});

test("an HTTP integration is sent the request with its path parameter and query", async () => {
  const { body } = await withServer(
    (request, response) => response.end(`${request.method} ${request.url}`),
    (url) =>
      ask(
        stackOf(
          { route_key: "ANY /to/{proxy+}" },
          {},
          {
            integration_type: "HTTP_PROXY",
            integration_method: "ANY",
            integration_uri: `${url}/{proxy}`,
          },
        ),
        "/to/a/b?c=1",
        { method: "PUT" },
      ),
  );

  expect(body).toBe("PUT /a/b?c=1");
});

describe("with CORS configured", () => {
  const cors = {
    cors_configuration: {
      allow_origins: ["https://a.example"],
      allow_methods: ["GET"],
      max_age: 60,
    },
  };
  const origin = { origin: "https://a.example" };

  test("the gateway answers a preflight, without the function", async () => {
    const { status, headers } = await ask(stackOf(GET_PET, cors), "/pets/1", {
      method: "OPTIONS",
      headers: { ...origin, "access-control-request-method": "GET" },
    });

    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("https://a.example");
    expect(headers.get("access-control-allow-methods")).toBe("GET");
    expect(headers.get("access-control-max-age")).toBe("60");
  });

  test("an OPTIONS route answers a preflight, with the API's headers on its answer", async () => {
    const stack = stackOf({ route_key: "OPTIONS /{proxy+}" }, cors);
    const headers = { ...origin, "access-control-request-method": "GET" };

    const answer = await ask(stack, "/pets/1", { method: "OPTIONS", headers });

    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET");
  });

  test("the function's own CORS headers give way", async () => {
    const own = lambdaOf(() => ({
      statusCode: 200,
      headers: { "Access-Control-Allow-Origin": "*" },
    }));

    const { headers } = await ask(stackOf(GET_PET, cors), "/pets/1", { headers: origin }, own);

    expect(headers.get("access-control-allow-origin")).toBe("https://a.example");
  });

  test("another origin gets no CORS headers", async () => {
    const init = { headers: { origin: "https://b.example" } };

    const { headers } = await ask(stackOf(GET_PET, cors), "/pets/1", init);

    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

test.each([
  [{ authorization_type: "JWT" }, {}, {}, 'aws_apigatewayv2_route.r: authorization_type is "JWT"'],
  [
    {},
    { protocol_type: "WEBSOCKET" },
    {},
    'aws_apigatewayv2_api.api: protocol_type is "WEBSOCKET"',
  ],
  [
    {},
    {},
    { integration_subtype: "SQS-SendMessage" },
    "aws_apigatewayv2_integration.i: integration_subtype",
  ],
  [
    { target: "integrations/none" },
    {},
    {},
    'aws_apigatewayv2_route.r: target is "integrations/none"',
  ],
])(
  "what can't be served as on AWS is refused by its address: %j %j %j",
  (route, api, integration, message) => {
    const stack = stackOf({ ...GET_PET, ...route }, api, integration);

    expect(() => createHttpApis(stack, { lambda: echo })).toThrow(message);
  },
);
