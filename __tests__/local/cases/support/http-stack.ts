import type { HttpRoute, HttpSetup } from "./http-case";
import { StackBuilder, toBlock, type StackFiles } from "./stack-builder";

const API = "${aws_apigatewayv2_api.api.id}";

/** The least Terraform that sets up a case: one HTTP API, one function and integration a route. */
export function httpStack(setup: HttpSetup): StackFiles {
  const builder = new StackBuilder();
  builder.add("aws_apigatewayv2_api", "api", { name: "case", ...toBlock(setup.api) });
  builder.add("aws_apigatewayv2_stage", "stage", { api_id: API, ...toBlock(setup.stage) });
  setup.routes.forEach((route, index) => addRoute(builder, route, `route${index}`));
  return builder;
}

function addRoute(builder: StackBuilder, route: HttpRoute, name: string): void {
  const { route_key, authorization_type, integration, lambda } = route;
  builder.function(name, lambda);
  builder.add("aws_apigatewayv2_integration", name, {
    api_id: API,
    integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
    ...toBlock(integration),
  });
  builder.add("aws_apigatewayv2_route", name, {
    api_id: API,
    route_key,
    target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    ...(authorization_type !== undefined && { authorization_type }),
  });
}
