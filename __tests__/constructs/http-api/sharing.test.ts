import { Testing } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import { HttpUrlIntegration, lambda, HttpLambdaIntegration } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { INLINE } from "../lambda/support";
import { warningsOf } from "../warnings-of";
import type { Fixture } from "./support";
import { addresses, fixture, count, synthApi } from "./support";

type Build = (fixture: Fixture) => void;

/** Routes in whatever order, each with an integration object of its own. */
const routes = (...keys: string[]): Build => {
  return ({ api, fn }) => {
    for (const key of keys) {
      api.addRoute(key, new HttpLambdaIntegration(fn));
    }
  };
};

const added = (before: Build, after: Build): string[] => {
  const known = addresses(synthApi(before));
  return Object.keys(addresses(synthApi(after))).filter((address) => !(address in known));
};

test("on one function a further route adds one resource, and no permission (a policy holds 20 KB)", () => {
  expect(added(routes("GET /"), routes("GET /", "POST /pets"))).toEqual([
    expect.stringMatching(/^aws_apigatewayv2_route\./),
  ]);
});

test("a hundred routes on one function are one integration and one permission", () => {
  const json = synthApi(routes(...Array.from({ length: 100 }, (_, i) => `GET /pets/${i}`)));

  expect(count(json, "aws_apigatewayv2_route")).toBe(100);
  expect(count(json, "aws_apigatewayv2_integration")).toBe(1);
  expect(count(json, "aws_lambda_permission")).toBe(1);
});

test("every route that shares an integration object keeps its permission (other tools lose some)", () => {
  const json = synthApi(({ api, fn, stack }) => {
    const shared = new HttpLambdaIntegration(fn);
    const other = new lambda.Function(stack, "Other", INLINE);
    api.addRoute("GET /a", shared);
    api.addRoute("GET /b", new HttpLambdaIntegration(other));
    api.addRoute("GET /c", shared);
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(2);
  expect(count(json, "aws_lambda_permission")).toBe(2);
});

test("one integration object serves two APIs, each with a permission of its own", () => {
  const first = fixture();
  const second = fixture();
  const integration = new HttpLambdaIntegration(first.fn);

  first.api.addRoute("GET /", integration);
  first.api.addRoute("POST /", integration);
  second.api.addRoute("GET /", new HttpLambdaIntegration(second.fn));

  expect(count(JSON.parse(Testing.synth(first.stack)), "aws_lambda_permission")).toBe(1);
  expect(count(JSON.parse(Testing.synth(second.stack)), "aws_lambda_permission")).toBe(1);
});

test("other settings for a function are another integration, with the same permission", () => {
  const json = synthApi(({ api, fn }) => {
    api.addRoute("GET /a", new HttpLambdaIntegration(fn));
    api.addRoute("GET /b", new HttpLambdaIntegration(fn, { payloadFormatVersion: "1.0" }));
    api.addRoute("GET /c", new HttpLambdaIntegration(fn, { timeout: Duration.seconds(1) }));
    api.addRoute("GET /d", new HttpLambdaIntegration(fn, { timeout: Duration.seconds(30) }));
    api.addRoute("GET /e", new HttpLambdaIntegration(fn, { credentials: "role" }));
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(4);
  expect(count(json, "aws_lambda_permission")).toBe(1);
});

test("settings in another order are the same integration", () => {
  const json = synthApi(({ api }) => {
    const request = { "append:header.a": "1", "append:header.b": "2" };
    const reversed = { "append:header.b": "2", "append:header.a": "1" };
    const url = "https://example.com";
    api.addRoute("GET /a", new HttpUrlIntegration(url, { parameterMapping: { request } }));
    api.addRoute(
      "GET /b",
      new HttpUrlIntegration(url, { parameterMapping: { request: reversed } }),
    );
  });

  expect(count(json, "aws_apigatewayv2_integration")).toBe(1);
});

describe("nothing is replaced that did not change:", () => {
  const THREE = ["GET /", "GET /pets/{id}", "ANY /{proxy+}"];

  test("a route that comes or goes leaves all others as they are", () => {
    const before = addresses(withoutWaiting(synthApi(routes(...THREE))));
    const after = addresses(synthApi(routes("POST /orders", ...THREE, "$default")));

    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 2);
  });

  test("the order of routes makes no difference", () => {
    const mixed = ({ api, fn, stack }: Fixture, order: number[]) => {
      const other = new lambda.Function(stack, "Other", INLINE);
      const add = [
        () =>
          api.addRoute("GET /a", new HttpLambdaIntegration(fn, { timeout: Duration.seconds(1) })),
        () => api.addRoute("GET /b", new HttpLambdaIntegration(other, { credentials: "role" })),
        () => api.addRoute("GET /c", new HttpLambdaIntegration(fn)),
        () => api.addRoute("GET /d", new HttpUrlIntegration(`https://x/${other.functionName}`)),
        () => api.addStage("v1"),
      ];
      for (const step of order) {
        add[step]?.();
      }
    };

    const forwards = addresses(synthApi((made) => mixed(made, [0, 1, 2, 3, 4])));
    const backwards = addresses(synthApi((made) => mixed(made, [4, 3, 2, 1, 0])));

    expect(backwards).toEqual(forwards);
  });

  test("a renamed parameter changes its route in place (AWS refuses a second route for the same requests)", () => {
    const before = addresses(synthApi(routes("GET /pets/{id}")));
    const after = addresses(synthApi(routes("GET /pets/{petId}")));

    const changed = Object.keys(after).filter(
      (address) => JSON.stringify(after[address]) !== JSON.stringify(before[address]),
    );
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(changed).toEqual([expect.stringMatching(/^aws_apigatewayv2_route\./)]);
  });

  test("a route that moves to another function is changed in place", () => {
    const on = (id: string): Build => {
      return ({ api, stack }) =>
        api.addRoute("GET /", new HttpLambdaIntegration(new lambda.Function(stack, id, INLINE)));
    };

    const route = (json: Record<string, unknown>) =>
      Object.keys(json).filter((address) => address.startsWith("aws_apigatewayv2_route."));
    expect(route(addresses(synthApi(on("One"))))).toEqual(route(addresses(synthApi(on("Two")))));
  });
});

test("more routes than the default quota are told of, not refused, for AWS raises it", () => {
  const { api, fn } = fixture();
  for (let i = 0; i < 300; i += 1) {
    api.addRoute(`GET /${i}`, new HttpLambdaIntegration(fn));
  }
  const before = warningsOf(api);

  api.addRoute("GET /300", new HttpLambdaIntegration(fn));
  api.addRoute("GET /301", new HttpLambdaIntegration(fn));

  expect(before).toEqual([]);
  expect(warningsOf(api)).toEqual([
    expect.stringContaining("dev/HttpApi: more than 300 routes, the default quota"),
  ]);
});

/** Without what a stage waits for, which only orders what is applied. */
function withoutWaiting(json: Synthesised): Synthesised {
  for (const stage of Object.values(json.resource.aws_apigatewayv2_stage ?? {})) {
    delete stage.depends_on;
  }
  return json;
}
