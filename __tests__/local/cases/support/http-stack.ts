import type { HttpAuthorizer, HttpCase, HttpRoute } from "./http-case";
import type { CaseKind } from "./served-cases";
import { CASE_ROLE, toBlock, type StackBuilder } from "./stack-builder";

/** The least Terraform that sets up a case: one HTTP API, one function and integration a route. */
export const HTTP_API: CaseKind<HttpCase> = {
  api: "aws_apigatewayv2_api",
  stage: "aws_apigatewayv2_stage",
  add(builder, name, { setup }, { authorizerUrl }) {
    const api_id = `\${aws_apigatewayv2_api.${name}.id}`;
    builder.add("aws_apigatewayv2_api", name, { name, ...toBlock(setup.api) });
    builder.add("aws_apigatewayv2_stage", name, { api_id, ...toBlock(setup.stage) });
    if (setup.authorizer) {
      addAuthorizer(builder, name, setup.authorizer, authorizerUrl);
    }
    setup.routes.forEach((route, index) => addRoute(builder, name, route, `${name}_${index}`));
  },
};

function addRoute(builder: StackBuilder, api: string, route: HttpRoute, name: string): void {
  const { route_key, authorization_type, authorization_scopes, integration, lambda } = route;
  const isByAuthorizer = authorization_type === "JWT" || authorization_type === "CUSTOM";
  const api_id = `\${aws_apigatewayv2_api.${api}.id}`;
  const executionArn = `\${aws_apigatewayv2_api.${api}.execution_arn}`;
  const functionName = lambda && builder.sharedFunction(name, lambda, executionArn);
  builder.add("aws_apigatewayv2_integration", name, {
    api_id,
    ...(functionName
      ? { integration_uri: `\${aws_lambda_function.${functionName}.invoke_arn}` }
      : { credentials_arn: CASE_ROLE }),
    ...toBlock(integration),
  });
  builder.add("aws_apigatewayv2_route", name, {
    api_id,
    route_key,
    target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    ...toBlock({ authorization_type, authorization_scopes }),
    ...(isByAuthorizer && { authorizer_id: `\${aws_apigatewayv2_authorizer.${api}.id}` }),
  });
}

function addAuthorizer(
  builder: StackBuilder,
  api: string,
  { lambda, lambda_permission = true, ...attributes }: HttpAuthorizer,
  reportUrl: string,
): void {
  const name = `${api}_authorizer`;
  if (lambda) {
    builder.authorizerFunction(name, lambda, reportUrl);
  }
  if (lambda && lambda_permission) {
    const executionArn = `\${aws_apigatewayv2_api.${api}.execution_arn}`;
    const id = `\${aws_apigatewayv2_authorizer.${api}.id}`;
    builder.addPermission(name, `${executionArn}/authorizers/${id}`);
  }
  builder.add("aws_apigatewayv2_authorizer", api, {
    name,
    api_id: `\${aws_apigatewayv2_api.${api}.id}`,
    ...toBlock(attributes),
    ...(lambda && { authorizer_uri: `\${aws_lambda_function.${name}.invoke_arn}` }),
  });
}
