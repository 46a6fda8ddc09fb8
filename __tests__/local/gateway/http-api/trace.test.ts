import type { RequestTrace } from "../../../../local/gateway/trace";
import { withServer } from "../../../support/loopback-server";
import { FakeLambda } from "../support/fake-lambda";
import { failureIn, kindsOf, stepOf } from "../support/steps";
import { overHttp } from "./support/http-api";
import { cors, GET_PETS, traceOf } from "./support/trace";

describe("the steps of a request", () => {
  test("through a Lambda integration", async () => {
    const trace = await traceOf(GET_PETS);

    expect(kindsOf(trace)).toEqual([
      ...["request", "route", "event", "invocation", "proxyResponse", "response"],
    ]);
    expect(stepOf(trace, "route")).toMatchObject({
      stage: "$default",
      routeKey: "GET /pets/{id}",
      target: "fn",
      pathParameters: { id: "7" },
      lost: [],
    });
    const event = JSON.parse(stepOf(trace, "event").event.text) as object;
    expect(event).toMatchObject({ version: "2.0", routeKey: "GET /pets/{id}" });
    expect(failureIn(trace)).toBeUndefined();
  });

  test("through an HTTP integration, with parameter mappings of request and response", async () => {
    let trace: RequestTrace | undefined;
    await withServer(
      (_, response) => response.writeHead(202, { "X-Own": "1" }).end("ok"),
      async (uri) => {
        const integration = {
          request_parameters: { "append:header.x-id": "$request.path.id" },
          response_parameters: [
            { status_code: "202", mappings: { "overwrite:statuscode": "203" } },
          ],
        };
        trace = await traceOf(overHttp({ ...GET_PETS, integration }, uri));
      },
    );

    const { steps } = trace as RequestTrace;
    expect(kindsOf({ steps }).slice(2, -1)).toEqual([
      ...["parameterMapping", "httpIntegration", "parameterMapping"],
    ]);
    expect(steps[2]).toMatchObject({ of: "request" });
    expect(steps[2]).toHaveProperty("after.headers", expect.arrayContaining([["x-id", "7"]]));
    expect(steps[3]).toMatchObject({ response: { status: 202, body: { text: "ok" } } });
    expect(steps[4]).toMatchObject({
      of: "response",
      before: { status: 202 },
      after: { status: 203 },
    });
  });

  test("with CORS headers that replace the integration's", async () => {
    const headers = { "Access-Control-Allow-Origin": "*" };
    const lambda = new FakeLambda({ returns: { statusCode: 200, headers } });

    const trace = await traceOf(
      { ...cors(), lambda },
      { headers: { Origin: "https://own.example" } },
    );

    expect(stepOf(trace, "cors")).toMatchObject({
      isPreflightResponse: false,
      origin: "https://own.example",
      headers: [["access-control-allow-origin", "https://own.example"]],
      removed: [["Access-Control-Allow-Origin", "*"]],
    });
  });

  test("that is a preflight", async () => {
    const headers = { Origin: "https://other.example", "Access-Control-Request-Method": "GET" };

    const trace = await traceOf(cors(), { method: "OPTIONS", headers });

    expect(kindsOf(trace)).toEqual(["request", "cors", "response"]);
    expect(stepOf(trace, "cors")).toMatchObject({
      isPreflightResponse: true,
      origin: "https://other.example",
      headers: [],
    });
    expect(trace.reason).toContain("its origin is not in allow_origins");
  });

  test("to a route that comes before others", async () => {
    const more = (route_key: string) => ({
      api_id: "api1",
      route_key,
      target: "integrations/int1",
    });
    const resources = {
      "aws_apigatewayv2_route.any": more("ANY /pets/{id}"),
      "aws_apigatewayv2_route.greedy": more("GET /pets/{id+}"),
      "aws_apigatewayv2_route.default": more("$default"),
      "aws_apigatewayv2_route.other": more("POST /pets/{id}"),
    };

    const trace = await traceOf({ ...GET_PETS, resources });

    expect(stepOf(trace, "route").lost).toEqual([
      { routeKey: "ANY /pets/{id}", reason: "ANY comes after a route for the method" },
      { routeKey: "GET /pets/{id+}", reason: "{id+} is less specific than {id}" },
      { routeKey: "$default", reason: "$default comes last" },
    ]);
  });
});

describe("a failed step", () => {
  test("is the route, with the routes that are near", async () => {
    const trace = await traceOf(GET_PETS, { path: "/pet/7" });

    expect(failureIn(trace)).toMatchObject({ step: "route", near: ["GET /pets/{id}"] });
    expect(stepOf(trace, "gatewayResponse")).toMatchObject({ status: 404, reason: trace.reason });
  });

  test("is the stage that isn't deployed", async () => {
    const trace = await traceOf({ ...GET_PETS, stage: { auto_deploy: false } });

    expect(failureIn(trace)).toMatchObject({
      step: "route",
      stage: "$default",
      error: "aws_apigatewayv2_stage.stage has no deployment",
    });
  });

  test("is the invocation of a function that fails", async () => {
    const lambda = new FakeLambda({ fails: { errorType: "KeyError" } });

    const trace = await traceOf({ ...GET_PETS, lambda });

    expect(failureIn(trace)).toMatchObject({ step: "invocation", functionError: "Unhandled" });
    expect(stepOf(trace, "gatewayResponse").status).toBe(500);
  });

  test("is the response of a function that is malformed", async () => {
    const lambda = new FakeLambda({ returns: { statusCode: 99 } });

    const trace = await traceOf({ ...GET_PETS, lambda });

    expect(failureIn(trace)).toMatchObject({
      step: "proxyResponse",
      error: "the function's response has the statusCode 99; allowed: 200 to 599",
    });
  });

  test("is the integration that is too late", async () => {
    const integration = { timeout_milliseconds: 50 };

    const trace = await traceOf({ ...GET_PETS, integration, lambda: new FakeLambda("never") });

    expect(failureIn(trace)).toMatchObject({
      step: "invocation",
      error: "the integration took longer than 50 ms",
    });
    expect(trace.status).toBe(503);
  });

  test("is left out of the steps if the body is too large", async () => {
    const trace = await traceOf(GET_PETS, { method: "POST", body: "x".repeat(10_485_761) });

    expect(kindsOf(trace)).toEqual(["request", "gatewayResponse", "response"]);
    expect(stepOf(trace, "gatewayResponse").status).toBe(413);
  });
});
