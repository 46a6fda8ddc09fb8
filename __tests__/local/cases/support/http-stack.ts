import type { HttpCase, HttpRoute } from "./http-case";
import type { CaseKind } from "./served-cases";
import { toBlock, type StackBuilder } from "./stack-builder";

/** The least Terraform that sets up a case: one HTTP API, one function and integration a route. */
export const HTTP_API: CaseKind<HttpCase> = {
  api: "aws_apigatewayv2_api",
  stage: "aws_apigatewayv2_stage",
  add(builder, name, { setup }) {
    const api_id = `\${aws_apigatewayv2_api.${name}.id}`;
    builder.add("aws_apigatewayv2_api", name, { name, ...toBlock(setup.api) });
    builder.add("aws_apigatewayv2_stage", name, { api_id, ...toBlock(setup.stage) });
    setup.routes.forEach((route, index) => addRoute(builder, name, route, `${name}_${index}`));
  },
};

function addRoute(builder: StackBuilder, api: string, route: HttpRoute, name: string): void {
  const { route_key, authorization_type, integration, lambda } = route;
  const api_id = `\${aws_apigatewayv2_api.${api}.id}`;
  builder.function(name, lambda, `\${aws_apigatewayv2_api.${api}.execution_arn}`);
  builder.add("aws_apigatewayv2_integration", name, {
    api_id,
    integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
    ...toBlock(integration),
  });
  builder.add("aws_apigatewayv2_route", name, {
    api_id,
    route_key,
    target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    ...(authorization_type !== undefined && { authorization_type }),
  });
}
