import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { App, Testing } from "cdktf";
import { HttpApi, HttpLambdaIntegration, lambda } from "../../../../constructs";
import { EnvironmentStack } from "../../../../constructs/environment";
import { routes } from "../../../../local/testing";
import "../../../../local/testing/jest";
import { aFunction } from "../../../constructs/api-gateway/support";
import { messageOf } from "../../../constructs/message-of";
import { shop } from "./shop";

const stack = shop();

describe("routes", () => {
  test("are a line each, without hashes", () => {
    expect(routes(stack)).toMatchInlineSnapshot(`
"Http: GET / → Web, public
Rest: GET /orders → Orders, API key
Rest: POST /orders → Orders, IAM"
`);
  });

  test("have no API before them where there is only one, and come from a folder too", () => {
    const outdir = mkdtempSync(`${tmpdir()}/routes-`);
    const one = new EnvironmentStack(new App({ outdir }), "dev", { app: "a", region: "eu-west-1" });
    const integration = new HttpLambdaIntegration(aFunction(one, "Hello"));
    new HttpApi(one, "Api").addRoute("GET /", integration);
    (one.node.root as App).synth();

    expect(routes(`${outdir}/stacks/dev`)).toBe("GET / → Hello, public");
    expect(routes(one)).toBe("GET / → Hello, public");
  });
});

describe("toHaveRoute", () => {
  test.each([
    ["POST /orders", {}],
    ["POST /orders", { to: "Orders", auth: "IAM" }],
    ["GET /orders", { to: "shop-dev-Orders", auth: "API key" }],
    ["GET /", { auth: "public" }],
  ])("passes for %s %j", (key, expected) => {
    expect(stack).toHaveRoute(key, expected);
  });

  test("shows the nearest route and all of them", () => {
    expect(messageOf(() => expect(stack).toHaveRoute("POST /order"))).toMatchInlineSnapshot(`
"There is no route POST /order. The nearest is POST /orders.

Routes of the stack dev:
  GET / → Web, public
  GET /orders → Orders, API key
  POST /orders → Orders, IAM"
`);
  });

  test("shows how a route differs", () => {
    const act = () => expect(stack).toHaveRoute("POST /orders", { to: "Web", auth: "JWT" });

    expect(messageOf(act)).toMatchInlineSnapshot(`
"POST /orders is there, but not as expected:
  to: expected Web, received Orders
  auth: expected JWT, received IAM"
`);
  });

  test("shows the route that should not be there", () => {
    const act = () => expect(stack).not.toHaveRoute("GET /", { auth: "public" });

    expect(messageOf(act)).toBe("Expected no such route, but there is:\n  GET / → Web, public");
  });

  test("refuses a function that isn't there, an unknown option, and what is not a stack", () => {
    expect(() => expect(stack).toHaveRoute("GET /", { to: "Wep" })).toThrow(
      'no function is named "Wep"; there are: Orders, Web',
    );
    expect(() => expect(stack).toHaveRoute("GET /", { authorizer: "x" } as never)).toThrow(
      'toHaveRoute: unknown option "authorizer"; allowed: to, auth.',
    );
    expect(() => expect(Testing.synth(stack)).toHaveRoute("GET /")).toThrow(
      "expected the stack itself, not the JSON that Testing.synth() returns",
    );
    expect(() => expect(5).toHaveRoute("GET /")).toThrow("expected a TerraformStack or the folder");
  });
});

describe("toHavePublicRoutes", () => {
  test("passes for exactly the public ones", () => {
    expect(stack).toHavePublicRoutes(["GET /"]);
    expect(stack).toHavePublicRoutes(["Http: GET /"]);
    expect(stack).not.toHavePublicRoutes([]);
  });

  test("shows which are open unexpectedly, and why others aren't", () => {
    const act = () => expect(stack).toHavePublicRoutes(["POST /orders", "GET /order"]);

    expect(messageOf(act)).toMatchInlineSnapshot(`
"Anyone can call these routes, which isn't expected:
  Http: GET / → Web, public
Expected to be public:
  POST /orders: needs IAM
  GET /order: there is no such route; the nearest is GET /orders"
`);
  });

  test("counts the same route of two APIs twice", () => {
    const two = shop();
    const web = aFunction(two, "Other");
    new HttpApi(two, "Second").addRoute("GET /", new HttpLambdaIntegration(web));

    expect(() => expect(two).toHavePublicRoutes(["GET /"])).toThrow(
      "Second: GET / → Other, public",
    );
    expect(two).toHavePublicRoutes(["GET /", "GET /"]);
  });

  test("counts function URLs that anyone may call, and lists those for IAM", () => {
    const withUrls = shop();
    aFunction(withUrls, "Open").addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    aFunction(withUrls, "Guarded").addFunctionUrl();

    expect(withUrls).toHavePublicRoutes(["GET /", "Open/FunctionUrl: $default"]);
    expect(() => expect(withUrls).toHavePublicRoutes(["GET /"])).toThrow(
      "Open/FunctionUrl: $default → Open, public",
    );
    expect(routes(withUrls)).toContain("Guarded/FunctionUrl: $default → Guarded, IAM");
  });
});

test("an API whose routes can't be read makes what depends on them fail", () => {
  const stack = shop();
  new Apigatewayv2Api(stack, "Chat", { name: "chat", protocolType: "HTTP", body: "{}" });
  const unread = /\n {2}Chat: its routes can't be read \(aws_apigatewayv2_api\.Chat\)$/;

  expect(routes(stack)).toMatch(/\nChat: its routes can't be read/);
  expect(stack).toHaveRoute("GET /");
  expect(() => expect(stack).not.toHaveRoute("GET /x")).toThrow(unread);
  expect(() => expect(stack).toHavePublicRoutes(["GET /"])).toThrow(unread);
});
