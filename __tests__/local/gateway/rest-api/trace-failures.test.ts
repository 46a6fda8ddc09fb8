import { withServer } from "../../../support/loopback-server";
import { FakeLambda } from "../support/fake-lambda";
import { failureIn, stepOf } from "../support/steps";
import { custom, FUNCTION_URI, integrationOf, mock, proxy } from "./support/serve";
import { onPets, templates, traceOf } from "./support/trace";

describe("a failed step", () => {
  const validated = {
    document: {
      "x-amazon-apigateway-request-validators": {
        all: { validateRequestBody: true, validateRequestParameters: true },
      },
      components: { schemas: { Pet: { type: "object", required: ["name"] } } },
    },
  };
  const requestBody = {
    content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
  };
  const operation = proxy({ "x-amazon-apigateway-request-validator": "all", requestBody });

  test("is the validation, with the model and the error", async () => {
    const trace = await traceOf(onPets(operation, validated));

    expect(failureIn(trace)).toMatchObject({
      step: "validation",
      validator: { body: true, parameters: true },
      model: "Pet",
      error:
        'the body doesn\'t match its model: [object has missing required properties (["name"])]',
    });
    expect(stepOf(trace, "gatewayResponse")).toMatchObject({
      type: "BAD_REQUEST_BODY",
      status: 400,
      reason: failureIn(trace)?.error,
    });
    expect(trace.reason).toBe(failureIn(trace)?.error);
  });

  test("is the request template that overrides a parameter twice", async () => {
    const twice = "#set($context.requestOverride.header.a = 1)".repeat(2);

    const trace = await traceOf(onPets(custom({ requestTemplates: templates(twice) })));

    expect(failureIn(trace)).toMatchObject({ step: "requestTemplate", template: twice });
  });

  test("is the request template that no passthrough replaces", async () => {
    const trace = await traceOf(onPets(custom({ passthroughBehavior: "NEVER" })));

    expect(failureIn(trace)?.step).toBe("requestTemplate");
    expect(stepOf(trace, "gatewayResponse").type).toBe("UNSUPPORTED_MEDIA_TYPE");
  });

  test("is the event that isn't JSON", async () => {
    const trace = await traceOf(onPets(custom({ requestTemplates: templates("{id: }") })));

    expect(failureIn(trace)).toMatchObject({
      step: "event",
      event: { text: "{id: }" },
      error:
        "the integration request is not JSON: invalid symbol in line 1, column 2; the text is {id: }",
    });
  });

  test("is the invocation of a function that fails", async () => {
    const lambda = new FakeLambda({ fails: { errorType: "KeyError" } });

    const trace = await traceOf(onPets(proxy(), { lambda }));

    expect(failureIn(trace)).toMatchObject({
      step: "invocation",
      functionError: "Unhandled",
      error: "the function failed (KeyError): see its log lines",
    });
  });

  test("is the invocation of a function that is too late", async () => {
    const integration = { type: "aws_proxy", httpMethod: "POST", uri: FUNCTION_URI };
    const operation = integrationOf({ ...integration, timeoutInMillis: 50 });

    const trace = await traceOf(onPets(operation, { lambda: new FakeLambda("never") }));

    expect(failureIn(trace)?.step).toBe("invocation");
    expect(stepOf(trace, "gatewayResponse").type).toBe("INTEGRATION_TIMEOUT");
  });

  test("is the response of a function that is malformed", async () => {
    const lambda = new FakeLambda({ returns: { body: 1 } });

    const trace = await traceOf(onPets(proxy(), { lambda }));

    expect(failureIn(trace)).toMatchObject({
      step: "proxyResponse",
      error: "the function's response has a body that is a number; allowed: a string",
    });
  });

  test("is the integration response that no pattern matches", async () => {
    const responses = { "4..": { statusCode: "400" } };

    const trace = await traceOf(onPets(mock("", { responses })));

    expect(failureIn(trace)).toMatchObject({
      step: "integrationResponse",
      selector: "200",
      unmatched: ["4.."],
    });
  });

  test("is the backend that can't be reached", async () => {
    let uri = "";
    await withServer(
      () => undefined,
      (url) => {
        uri = url;
        return Promise.resolve();
      },
    );
    const integration = { type: "http_proxy", httpMethod: "GET", uri };

    const trace = await traceOf(onPets(integrationOf(integration)));

    expect(failureIn(trace)).toMatchObject({
      step: "httpIntegration",
      error: `${uri} was unreachable: ECONNREFUSED`,
    });
  });

  test("is the route, with the routes that are near", async () => {
    const paths = { "/pets": { get: proxy() }, "/pets/{id}": { post: proxy() }, "/zoo": {} };

    const trace = await traceOf({ paths }, { path: "/petz/7" });

    expect(failureIn(trace)).toMatchObject({
      step: "route",
      near: ["POST /pets/{id}"],
      error: "no route matches POST /petz/7; there are: GET /pets, POST /pets/{id}",
    });
    expect(stepOf(trace, "gatewayResponse").type).toBe("MISSING_AUTHENTICATION_TOKEN");
  });

  test("is the stage that doesn't exist", async () => {
    const trace = await traceOf(onPets(proxy(), { stage: { stage_name: "v1" } }));

    expect(failureIn(trace)).toMatchObject({ step: "route", path: "/dev/pets/7" });
    expect(stepOf(trace, "gatewayResponse")).toMatchObject({ status: 403 });
  });
});
