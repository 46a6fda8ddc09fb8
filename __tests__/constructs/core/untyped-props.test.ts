import {
  HttpApi,
  HttpIntegration,
  HttpLambdaIntegration,
  HttpUrlIntegration,
  lambda,
  LambdaCustomIntegration,
  LambdaIntegration,
  MockIntegration,
  RestApi,
} from "../../../constructs";
import { environment, hello } from "../lambda/support";

/** A value that only JavaScript, or TypeScript run without its compiler, passes. */
const untyped = (value: unknown) => value as never;

describe("an HTTP API refuses", () => {
  const api = (props?: unknown) => new HttpApi(environment(), "Api", untyped(props));

  test.each<[unknown, string]>([
    [{ createDefaultStage: "no" }, 'dev/Api: createDefaultStage is "no"; allowed: true or false'],
    [{ corsPreflight: { allowOrigin: ["*"] } }, "Did you mean corsPreflight.allowOrigins?"],
    [{ corsPreflight: {} }, "dev/Api: corsPreflight.allowOrigins is missing"],
    [{ throttle: { rateLimit: 5 } }, "throttle.burstLimit is missing; allowed: a number"],
    [{ stageVariables: { host: undefined } }, 'stageVariables is {"host":"<undefined>"}'],
  ])("the props %j", (props, message) => {
    expect(() => api(props)).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    ["a function", hello(), 'integration of GET /pets is "<Function>"; allowed: an integration'],
    ["nothing", undefined, "dev/Api: integration of GET /pets is missing"],
    ["a REST API's integration", new MockIntegration(), 'is "<MockIntegration>"; allowed: an int'],
    ["no function", new HttpLambdaIntegration(untyped(undefined)), "function of an integration is"],
    [
      "a misspelled setting",
      new HttpUrlIntegration("https://example.com", untyped({ timout: 1 })),
      "Did you mean timeout of the integration?",
    ],
  ])("%s as integration", (_what, integration, message) => {
    expect(() => api().addRoute("GET /pets", untyped(integration))).toThrow(message);
  });

  test.each<[object, string]>([
    [
      { request: { "overwrite:path": 1 } },
      'parameterMapping.request of the integration is {"overwrite:path":1}; allowed: an object, each value a string',
    ],
    [
      { response: { "200": "x" } },
      'dev/Api: parameterMapping.response of the integration is {"200":"x"}',
    ],
    [{ requests: {} }, "Did you mean parameterMapping.request of the integration?"],
  ])("the parameter mapping %j", (parameterMapping, message) => {
    const integration = new HttpUrlIntegration(
      "https://example.com",
      untyped({ parameterMapping }),
    );

    expect(() => api().addRoute("GET /pets", integration)).toThrow(message);
  });

  test("a missing route key or stage name", () => {
    expect(() => api().addRoute(untyped(undefined), new HttpUrlIntegration("https://a.b"))).toThrow(
      "dev/Api: route key is missing; allowed: a string",
    );
    expect(() => api().addStage(untyped(undefined))).toThrow("stage name is missing");
  });
});

describe("a REST API refuses", () => {
  const api = (props: unknown = { stageName: "v1" }) =>
    new RestApi(environment(), "Api", untyped(props));

  test.each<[unknown, string]>([
    [{}, "dev/Api: stageName is missing; allowed: a string. Set stageName."],
    [{ stagename: "v1" }, "Did you mean stageName?"],
    [{ stageName: "v1", binaryMediaTypes: "image/png" }, 'binaryMediaTypes is "image/png"'],
    [{ stageName: "v1", tracing: "on" }, 'tracing is "on"; allowed: true or false'],
  ])("the props %j", (props, message) => {
    expect(() => api(props)).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    [
      "an HTTP API's integration",
      new HttpLambdaIntegration(hello()),
      'integration of GET / is "<HttpLambdaIntegration>"; allowed: an integration of a REST API, e.g. new LambdaIntegration(fn)',
    ],
    [
      "no function",
      new LambdaIntegration(untyped(undefined)),
      "function of an integration is missing; allowed: a Lambda function",
    ],
    [
      "misspelled credentials",
      new LambdaIntegration(hello(), untyped({ credential: "role" })),
      "Did you mean credentials of GET /?",
    ],
    [
      "a template that isn't in a list of types",
      new MockIntegration(untyped({ requestTemplates: "{}" })),
      'requestTemplates of GET / is "{}"; allowed: an object',
    ],
    [
      "a text for proxy",
      new HttpIntegration("https://example.com", untyped({ proxy: "no" })),
      'proxy of GET / is "no"; allowed: true or false',
    ],
    [
      "one integration response",
      new LambdaCustomIntegration(hello(), untyped({ integrationResponses: {} })),
      "integrationResponses of GET / is {}; allowed: a list",
    ],
  ])("%s as integration", (_what, integration, message) => {
    expect(() => api().root.addMethod("GET", untyped(integration))).toThrow(message);
  });

  const model = { modelName: "Pet" };
  test.each<[object, string]>([
    [
      { methodResponses: [{ statusCode: "200" }, {}] },
      "dev/Api: methodResponses[1].statusCode of GET / is missing; allowed: a string",
    ],
    [
      { methodResponses: [{ statusCode: 200 }] },
      "methodResponses[0].statusCode of GET / is 200; allowed: a string",
    ],
    [
      { methodResponses: [{ statusCode: "200", responseParameter: {} }] },
      "Did you mean methodResponses[0].responseParameters of GET /?",
    ],
    [
      { methodResponses: [{ statusCode: "200", models: { "application/json": model } }] },
      "methodResponses[0].models of GET / is",
    ],
    [
      { requestModels: { "application/json": "Pet" } },
      'requestModels of GET / is {"application/json":"Pet"}; allowed: an object, each value a model',
    ],
  ])("the options %j of a method", (options, message) => {
    expect(() => api().root.addMethod("GET", new MockIntegration(), untyped(options))).toThrow(
      message,
    );
  });

  test.each<[object, string]>([
    [
      { integrationResponses: [{ selectionPattern: "4.." }] },
      "dev/Api: integrationResponses[0].statusCode of GET / is missing; allowed: a string",
    ],
    [
      { integrationResponses: [{ statusCode: "200", selectionPattern: /x/ }] },
      "integrationResponses[0].selectionPattern of GET / is",
    ],
    [
      { integrationResponses: [{ statusCode: "200", responseTemplates: { "text/plain": 1 } }] },
      "each value a string or Template.fromFile(path)",
    ],
    [
      { integrationResponses: [{ statusCode: "200", responseParameters: { a: true } }] },
      "integrationResponses[0].responseParameters of GET / is",
    ],
  ])("the props %j of an integration", (props, message) => {
    const integration = new MockIntegration(untyped(props));

    expect(() => api().root.addMethod("GET", integration)).toThrow(message);
  });

  test.each<[unknown, string]>([
    [undefined, "dev/Api: schema of the model Pet is missing; allowed: an object"],
    [{ schema: "string" }, 'schema of the model Pet is "string"; allowed: an object'],
    [{ schema: {}, contentType: 1 }, "contentType of the model Pet is 1; allowed: a string"],
    [{ shema: {} }, "Did you mean schema of the model Pet?"],
  ])("a model with the props %j", (props, message) => {
    expect(() => api().addModel("Pet", untyped(props))).toThrow(message);
  });

  test("a permission with a path that isn't a text", () => {
    const integration = new LambdaIntegration(hello(), { permission: untyped({ path: 1 }) });

    expect(() => api().root.addMethod("GET", integration)).toThrow(
      "permission.path is 1; allowed: a string",
    );
  });

  test("a misspelled option of a method, and a missing stage name, path part or gateway response", () => {
    const options = untyped({ apiKeyRequierd: true });

    expect(() => api().root.addMethod("GET", new MockIntegration(), options)).toThrow(
      "Did you mean apiKeyRequired of GET /?",
    );
    expect(() => api().addStage(untyped(undefined))).toThrow("stageName is missing");
    expect(() => api().root.addResource(untyped(undefined))).toThrow(
      "path part below / is missing",
    );
    expect(() => {
      api().addGatewayResponse("THROTTLED", untyped({ statusCode: "429", templates: "x" }));
    }).toThrow('templates of THROTTLED is "x"; allowed: an object');
  });
});

describe("a function refuses code", () => {
  test.each<[string, lambda.Code, string]>([
    ["from no folder", lambda.Code.fromAsset(untyped(undefined)), "code folder is missing"],
    ["from no text", lambda.Code.fromInline(untyped(undefined)), "inline code is missing"],
    ["from no bucket", lambda.Code.fromBucket(untyped(undefined), "key"), "bucket of the code is"],
    ["from no image", lambda.Code.fromImage(untyped(undefined)), "imageUri is missing"],
  ])("%s", (_what, code, message) => {
    const image = code.packageType === "Image" ? { runtime: undefined, handler: undefined } : {};

    expect(() => hello({ code, ...image })).toThrow(`dev/Hello: ${message}`);
  });
});

test("an existing function without an ARN or a name is refused", () => {
  const stack = environment();
  const nothing = untyped(undefined);

  expect(() => lambda.Function.fromFunctionArn(stack, "ByArn", nothing)).toThrow(
    "dev/ByArn: functionArn is missing; allowed: a string. Set functionArn.",
  );
  expect(() => lambda.Function.fromFunctionName(stack, "ByName", nothing)).toThrow(
    "dev/ByName: functionName is missing",
  );
});
