import { Duration, IamAuthorizer, MockIntegration } from "../../../../constructs";
import type { CorsOptions } from "../../../../constructs";
import { synth } from "../../lambda/support";
import { warningsOf } from "../../warnings-of";
import { part, restFixture } from "../support";

const INTEGRATION = ["x-amazon-apigateway-integration"];
const ONE = { allowOrigins: ["https://a.example"] };

/** What an API with preflights of its root has in its document. */
function corsFixture(cors: CorsOptions = ONE, props = {}) {
  const { stack, api } = restFixture(props);
  api.root.addMethod("GET", new MockIntegration());
  api.root.addCorsPreflight(cors);
  const options = () => part(stack, "paths", "/", "options");
  return {
    stack,
    api,
    options,
    preflight: (...keys: string[]) =>
      part(stack, "paths", "/", "options", ...INTEGRATION, "responses", "default", ...keys),
    errors: () => part(stack, "x-amazon-apigateway-gateway-responses"),
  };
}

test("a preflight request gets every header that is allowed, and no backend is asked", () => {
  const { preflight, options } = corsFixture({
    ...ONE,
    allowMethods: ["GET", "PUT"],
    allowHeaders: ["Content-Type", "x-team"],
    allowCredentials: true,
    maxAge: Duration.hours(1),
  });

  expect(preflight()).toEqual({
    statusCode: "204",
    responseParameters: {
      "method.response.header.Access-Control-Allow-Origin": "'https://a.example'",
      "method.response.header.Access-Control-Allow-Credentials": "'true'",
      "method.response.header.Vary": "'Origin'",
      "method.response.header.Access-Control-Allow-Methods": "'GET,PUT'",
      "method.response.header.Access-Control-Allow-Headers": "'Content-Type,x-team'",
      "method.response.header.Access-Control-Max-Age": "'3600'",
    },
  });
  expect(options()).toMatchObject({
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
      contentHandling: "CONVERT_TO_TEXT",
    },
  });
});

test("the errors of API Gateway have the headers, and keep what else they have", () => {
  const { api, errors } = corsFixture({ allowOrigins: ["*"] });
  api.addGatewayResponse("THROTTLED", { statusCode: "503" });
  api.addGatewayResponse("DEFAULT_5XX", {
    responseParameters: { "gatewayresponse.header.access-control-allow-origin": "'https://b.c'" },
  });

  const headers = {
    responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" },
  };
  expect(errors()).toEqual({
    DEFAULT_4XX: headers,
    THROTTLED: { statusCode: "503", ...headers },
    DEFAULT_5XX: {
      responseParameters: { "gatewayresponse.header.access-control-allow-origin": "'https://b.c'" },
    },
  });
});

test("of several origins, a preflight request gets its own; errors name the first, with a warning", () => {
  const allowOrigins = ["https://a.example", "https://b.example"];

  const { api, preflight, errors } = corsFixture({ allowOrigins });

  expect(preflight("responseTemplates", "application/json")).toContain(
    '#if($origin == "https://a.example" || $origin == "https://b.example")',
  );
  expect(errors()).toMatchObject({
    DEFAULT_4XX: {
      responseParameters: {
        "gatewayresponse.header.Access-Control-Allow-Origin": "'https://a.example'",
        "gatewayresponse.header.Vary": "'Origin'",
      },
    },
  });
  expect(warningsOf(api)).toEqual([
    expect.stringMatching(
      /^dev\/Api: the errors of API Gateway name the origin https:\/\/a\.example/,
    ),
  ]);
});

test("equal origins on several paths cause no warning", () => {
  const { api } = corsFixture();

  api.resourceForPath("/pets").addCorsPreflight(ONE);

  expect(warningsOf(api)).toEqual([]);
});

test("everyone may send preflight requests to an API with a default authorizer", () => {
  const { stack, options } = corsFixture(ONE, { defaultAuthorizer: new IamAuthorizer() });

  expect(options()).not.toHaveProperty("security");
  expect(part(stack, "paths", "/", "get")).toHaveProperty("security", [{ sigv4: [] }]);
});

/** An API that responds to preflight requests by a method of its own. */
function ownOptions() {
  const { stack, api } = restFixture();
  const responseParameters = { "method.response.header.Access-Control-Allow-Origin": "'*'" };
  api.root.addMethod(
    "OPTIONS",
    new MockIntegration({ integrationResponses: [{ statusCode: "200", responseParameters }] }),
  );
  return { stack, api };
}

test("an API with its own OPTIONS is warned of errors that scripts can't read", () => {
  const { stack, api } = ownOptions();
  const header = { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" };
  api.addGatewayResponse("DEFAULT_4XX", { responseParameters: header });
  api.addGatewayResponse("UNAUTHORIZED", { statusCode: "403" });

  synth(stack);

  expect(warningsOf(api)).toEqual([
    "dev/Api: OPTIONS allows origins, but the gateway responses DEFAULT_5XX, UNAUTHORIZED have no " +
      "Access-Control-Allow-Origin, so scripts can't read these errors. Use addCorsPreflight(), or " +
      "add the header to them.",
  ]);
});

test("an API with its own OPTIONS whose errors have the header causes no warning", () => {
  const { stack, api } = ownOptions();
  const header = { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" };
  api.addGatewayResponse("DEFAULT_4XX", { responseParameters: header });
  api.addGatewayResponse("DEFAULT_5XX", { responseParameters: header });

  synth(stack);

  expect(warningsOf(api)).toEqual([]);
});

test.each<[Partial<CorsOptions>, string]>([
  [
    { allowOrigins: [] },
    "dev/Api: allowOrigins of the preflight of / is []; allowed: 1 or more origins.",
  ],
  [{ allowOrigins: ["https://a.example/"] }, 'is "https://a.example/"; allowed: *, or an origin'],
  [{ allowOrigins: ["https://*"] }, 'is "https://*"; allowed: *, or an origin'],
  [{ allowOrigins: ["*"], allowCredentials: true }, "with allowCredentials is"],
  [{ allowMethods: ["get"] }, 'allowMethods of the preflight of / is "get"'],
  [{ allowHeaders: ["x y"] }, 'allowHeaders of the preflight of / is "x y"'],
  [{ maxAge: Duration.days(2) }, "maxAge of the preflight of / is 2 days"],
])("the preflight options %j are refused", (options, message) => {
  expect(() => corsFixture({ ...ONE, ...options })).toThrow(message);
});

test("a path has OPTIONS once", () => {
  const { api } = corsFixture();

  expect(() => api.root.addCorsPreflight(ONE)).toThrow('method of / is "OPTIONS"');
});

describe("a preflight on a path without another method", () => {
  test.each([["/orders/{id}"], ["/orders/open"], ["/"]])(
    "causes a warning if only %s has one",
    (path) => {
      const { stack, api } = restFixture();
      api.resourceForPath(path).addMethod("POST", new MockIntegration());
      api.resourceForPath("/orders").addCorsPreflight(ONE);

      synth(stack);

      expect(warningsOf(api)).toEqual([
        "dev/Api: the preflight of /orders has no effect, because no other method serves /orders: " +
          "requests to it get 403. Add the method, or move the preflight to the path that has it.",
      ]);
    },
  );

  test.each([
    ["itself", "/orders", "/orders"],
    ["a path with a variable", "/orders", "/{kind}"],
    ["a greedy path", "/orders/open", "/orders/{proxy+}"],
    ["a path that it covers", "/{proxy+}", "/orders/open"],
  ])("causes none if %s has one", (_what, preflight, path) => {
    const { stack, api } = restFixture();
    api.resourceForPath(path).addMethod("POST", new MockIntegration());
    api.resourceForPath(preflight).addCorsPreflight(ONE);

    synth(stack);

    expect(warningsOf(api)).toEqual([]);
  });
});
