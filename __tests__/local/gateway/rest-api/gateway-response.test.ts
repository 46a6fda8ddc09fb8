import {
  responseTo,
  responsesTo,
  header,
  mock,
  proxy,
  text,
  gatewayOf,
  WITHOUT_BODY,
} from "./support/serve";
import { FakeLambda } from "../support/fake-lambda";

const EXTENSION = "x-amazon-apigateway-gateway-responses";

function customised(responses: object) {
  return { paths: { "/a": { get: mock("ok") } }, document: { [EXTENSION]: responses } };
}

test("a customised type has its own status, headers and body", async () => {
  const got = await responseTo(
    customised({
      MISSING_AUTHENTICATION_TOKEN: {
        statusCode: 404,
        responseParameters: {
          "gatewayresponse.header.Access-Control-Allow-Origin": "'*'",
          "gatewayresponse.header.X-Request": "context.requestId",
        },
        responseTemplates: {
          "application/json":
            '{"error": $context.error.messageString, "plain": "$context.error.message", "type": "$context.error.responseType", "stage": "$context.stage", "kept": "#if($x)$unknown"}',
        },
      },
    }),
    { path: "/none" },
  );

  expect([got.status, header(got, "Access-Control-Allow-Origin")]).toEqual([404, "*"]);
  expect(header(got, "X-Request")).toBe(header(got, "x-amzn-RequestId"));
  expect(JSON.parse(text(got))).toEqual({
    error: "Missing Authentication Token",
    plain: "Missing Authentication Token",
    type: "MISSING_AUTHENTICATION_TOKEN",
    stage: "dev",
    kept: "#if($x)$unknown",
  });
});

test("DEFAULT_4XX applies to each 4XX type that isn't customized itself", async () => {
  const got = await responseTo(customised({ DEFAULT_4XX: { statusCode: 444 } }), { path: "/none" });

  expect([got.status, text(got)]).toEqual([444, '{"message":"Missing Authentication Token"}']);
});

test("a type that sets parameters only keeps its status, and inherits nothing from DEFAULT_4XX", async () => {
  const parameters = { responseParameters: { "gatewayresponse.header.X-Own": "'1'" } };
  const got = await responseTo(
    customised({ DEFAULT_4XX: { statusCode: 444 }, MISSING_AUTHENTICATION_TOKEN: parameters }),
    { path: "/none" },
  );

  expect([got.status, header(got, "X-Own")]).toEqual([403, "1"]);
});

test("DEFAULT_5XX applies to a function's failure", async () => {
  const got = await responseTo(
    {
      ...customised({
        DEFAULT_5XX: { statusCode: 599, responseTemplates: { "text/plain": "broken" } },
      }),
      paths: { "/a": { get: proxy() } },
      lambda: new FakeLambda({ fails: {} }),
    },
    { path: "/a" },
  );

  expect([got.status, text(got), header(got, "content-type")]).toEqual([
    599,
    "broken",
    "text/plain",
  ]);
});

test("every response has request IDs of its own", async () => {
  const all = await responsesTo(customised({}), [{ path: "/a" }, { path: "/none" }]);
  const ids = all.map((one) => header(one, "x-amzn-RequestId"));

  expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ""))).toBe(true);
  expect(new Set(ids).size).toBe(2);
  expect(all.map((one) => header(one, "x-amz-apigw-id"))).toEqual([
    expect.stringMatching(/^[\w-]{15}=$/),
    expect.stringMatching(/^[\w-]{15}=$/),
  ]);
});

test("a stage that doesn't exist gets 403 Forbidden", async () => {
  const got = await responseTo(customised({}), { raw_path: "/prod/a" });

  expect([got.status, text(got)]).toEqual([403, '{"message":"Forbidden"}']);
});

test("a body over 10 MB gets 413, which can't be customized", async () => {
  const body = "x".repeat(10 * 1024 * 1024 + 1);
  const got = await responseTo(customised({ REQUEST_TOO_LARGE: { statusCode: 400 } }), {
    method: "POST",
    path: "/a",
    body,
  });

  expect([got.status, text(got)]).toEqual([413, '{"message":"Request Too Long"}']);
});

test("X-HTTP-Method-Override replaces the method", async () => {
  const got = await responseTo(customised({}), {
    method: "POST",
    path: "/a",
    headers: { "X-HTTP-Method-Override": "GET" },
  });

  expect(got.status).toBe(200);
});

test.each([
  "/dev/../../etc/passwd",
  "/dev/%00",
  "/dev/%ff%fe",
  `/dev/${"a".repeat(8000)}`,
  "/dev/%",
])("the path %# is looked for as it is", async (raw_path) => {
  expect((await responseTo(customised({}), { raw_path })).status).toBe(403);
});

describe("a customised response", () => {
  const body =
    "$context.resourcePath ${stageVariables.v} $method.request.querystring.q {$context.x}";
  const responses = {
    DEFAULT_4XX: {
      responseParameters: {
        "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.Origin",
        "gatewayresponse.header.X-Id": "method.request.path.id",
        "gatewayresponse.header.X-Variable": "stageVariables.v",
        "gatewayresponse.header.content-type": "'text/x'",
      },
      responseTemplates: { "application/json": body },
    },
  };
  const required = { parameters: [{ in: "header", name: "X-Must", required: true }] };
  const api = {
    paths: { "/a/{id}": { get: mock("ok", {}, required) } },
    document: {
      [EXTENSION]: responses,
      "x-amazon-apigateway-request-validators": { p: { validateRequestParameters: true } },
      "x-amazon-apigateway-request-validator": "p",
    },
    stage: { variables: { v: "1" } },
  };
  const request = { path: "/a/7", query: "q=x", headers: { Origin: "https://a" } };

  test("can use values of the request, the stage and the method that failed", async () => {
    const got = await responseTo(api, request);

    expect([got.status, text(got)]).toEqual([400, "/a/{id} 1 x {}"]);
    const names = ["Access-Control-Allow-Origin", "X-Id", "X-Variable", "content-type"];
    expect(names.map((name) => header(got, name))).toEqual(["https://a", "7", "1", "text/x"]);
    expect(got.headers.filter(([name]) => /^content-type$/i.test(name))).toHaveLength(1);
  });

  test("can use values of the request even if no method was found", async () => {
    const got = await responseTo(api, { ...request, path: "/none" });

    expect([got.status, text(got)]).toEqual([403, " 1 x {}"]);
    expect(header(got, "Access-Control-Allow-Origin")).toBe("https://a");
    expect(header(got, "X-Id")).toBeUndefined();
  });

  test("leaves out a header that HTTP doesn't allow", async () => {
    const parameters = { "gatewayresponse.header.X-Q": "method.request.querystring.q" };
    const got = await responseTo(customised({ DEFAULT_4XX: { responseParameters: parameters } }), {
      path: "/none",
      query: "q=a%0d%0ab:c",
    });

    expect([got.status, header(got, "X-Q")]).toEqual([403, undefined]);
  });
});

test("one of its own for REQUEST_TOO_LARGE, which AWS doesn't support, causes a warning", () => {
  const response = { rest_api_id: "api1", response_type: "REQUEST_TOO_LARGE", status_code: "400" };
  const resources = { ...WITHOUT_BODY, "aws_api_gateway_gateway_response.r": response };

  expect(gatewayOf({ resources }).warnings).toEqual([
    "aws_api_gateway_gateway_response.r: AWS does not support customizing REQUEST_TOO_LARGE, so it has no effect.",
  ]);
});
