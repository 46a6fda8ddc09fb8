import { lambda, WebSocketLambdaIntegration } from "../../../constructs";
import type { WebSocketApiProps } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { INLINE, only } from "../lambda/support";
import type { Fixture } from "./support";
import { synthApi } from "./support";

type Locals = Synthesised & { readonly locals: Record<string, Record<string, object>> };

/** What Terraform computes the hash of. */
function snapshotOf(
  build: (fixture: Fixture) => void,
  props?: Partial<WebSocketApiProps>,
): Record<string, object> {
  const { locals } = synthApi(build, props) as Locals;
  return Object.values(locals)[0] ?? {};
}

const nothing = () => undefined;

test("Terraform hashes everything that a response depends on", () => {
  const json = synthApi(({ api, integration }) =>
    api.addRoute("ask", { integration, returnResponse: true }),
  ) as Locals;

  const [local] = Object.keys(json.locals);
  expect(only(json, "aws_apigatewayv2_deployment")).toMatchObject({
    triggers: { redeployment: `\${sha256(jsonencode(local.${local}))}` },
    lifecycle: { create_before_destroy: true },
  });
  const deployed = json.locals[local ?? ""];
  for (const type of ["route", "route_response", "integration"]) {
    const resources = Object.entries(json.resource[`aws_apigatewayv2_${type}`] ?? {});
    for (const [name, attributes] of resources) {
      expect(attributes).toMatchObject(deployed?.[`aws_apigatewayv2_${type}.${name}`] ?? { type });
    }
  }
});

test.each<[string, (fixture: Fixture) => void, Partial<WebSocketApiProps>]>([
  ["a route", ({ api, integration }) => api.addRoute("a", { integration }), {}],
  ["the selection expression", nothing, { routeSelectionExpression: "$request.body.type" }],
  ["a disabled endpoint", nothing, { disableExecuteApiEndpoint: true }],
])("%s replaces the deployment", (_, build, props) => {
  expect(snapshotOf(build, props)).not.toEqual(snapshotOf(nothing));
});

test.each<[string, Partial<WebSocketApiProps>]>([
  ["the API's description", { description: "Chat" }],
  ["a stage's settings", { throttle: { rateLimit: 1, burstLimit: 1 } }],
])("%s doesn't", (_, props) => {
  expect(snapshotOf(nothing, props)).toEqual(snapshotOf(nothing));
});

test("the order in which routes are added makes no difference", () => {
  const adding =
    (...keys: string[]) =>
    ({ api, stack, integration }: Fixture) => {
      const other = new lambda.Function(stack, "Other", INLINE);
      for (const key of keys) {
        const own = key === "b" ? new WebSocketLambdaIntegration(other) : integration;
        api.addRoute(key, { integration: own });
      }
    };

  expect(snapshotOf(adding("a", "b"))).toEqual(snapshotOf(adding("b", "a")));
});

test("the deployment is created after everything that it consists of", () => {
  const json = synthApi(({ api, integration }) =>
    api.addRoute("ask", { integration, returnResponse: true }),
  );

  const { depends_on: dependsOn } = only(json, "aws_apigatewayv2_deployment");
  expect(dependsOn).toEqual([
    expect.stringMatching(/^aws_apigatewayv2_integration\./),
    expect.stringMatching(/^aws_apigatewayv2_route\./),
    expect.stringMatching(/^aws_apigatewayv2_route\./),
    expect.stringMatching(/^aws_apigatewayv2_route_response\./),
  ]);
});
