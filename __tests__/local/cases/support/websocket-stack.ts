import { toBlock, type StackBuilder } from "./stack-builder";
import type { WebSocketCase, WebSocketCaseRoute } from "./websocket-case";

/** The role of all functions, which has no policies. */
export const FUNCTION_ROLE = "case";

/** What a stage has that was set up without limits. Terraform would make them 0. */
const ACCOUNT_LIMITS = { throttling_burst_limit: 5000, throttling_rate_limit: 10_000 };

/** Adds the least Terraform that sets up a case: one WebSocket API, one function a route. */
export function addWebSocketApi(builder: StackBuilder, name: string, one: WebSocketCase): void {
  const { api, stage, routes, authorizer } = one.setup;
  const { variables, default_route_settings, ...attributes } = stage;
  const api_id = `\${aws_apigatewayv2_api.${name}.id}`;
  builder.add("aws_apigatewayv2_api", name, { name, ...toBlock(api) });
  builder.add("aws_apigatewayv2_stage", name, {
    api_id,
    auto_deploy: true,
    ...toBlock({ ...attributes, stage_variables: variables }),
    ...(default_route_settings && {
      default_route_settings: [{ ...ACCOUNT_LIMITS, ...toBlock(default_route_settings) }],
    }),
  });
  if (authorizer) {
    const { authorizer_type, identity_sources } = authorizer;
    const executionArn = `\${aws_apigatewayv2_api.${name}.execution_arn}`;
    const id = `\${aws_apigatewayv2_authorizer.${name}.id}`;
    addFunction(builder, authorizerOf(name), `${executionArn}/authorizers/${id}`);
    builder.add("aws_apigatewayv2_authorizer", name, {
      name,
      api_id,
      authorizer_uri: `\${aws_lambda_function.${authorizerOf(name)}.invoke_arn}`,
      ...toBlock({ authorizer_type, identity_sources }),
    });
  }
  routes.forEach((route, index) => addRoute(builder, name, route, functionOf(name, index)));
}

/** Name of the function of a case's route. */
export function functionOf(name: string, index: number): string {
  return `${name}_${index}`;
}

/** Name of the function of a case's authorizer. */
export function authorizerOf(name: string): string {
  return `${name}_authorizer`;
}

function addRoute(
  builder: StackBuilder,
  api: string,
  { route_key, integration, authorization_type, route_response }: WebSocketCaseRoute,
  name: string,
): void {
  const api_id = `\${aws_apigatewayv2_api.${api}.id}`;
  addFunction(builder, name, `\${aws_apigatewayv2_api.${api}.execution_arn}/*/*`);
  builder.add("aws_apigatewayv2_integration", name, {
    api_id,
    integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
    ...toBlock(integration),
  });
  builder.add("aws_apigatewayv2_route", name, {
    api_id,
    route_key,
    target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
    ...toBlock({ authorization_type }),
    ...(authorization_type === "CUSTOM" && {
      authorizer_id: `\${aws_apigatewayv2_authorizer.${api}.id}`,
    }),
  });
  if (route_response !== undefined) {
    addRouteResponse(builder, api, name, route_response);
  }
}

export function addRouteResponse(
  builder: StackBuilder,
  api: string,
  route: string,
  route_response_key: string,
): void {
  builder.add("aws_apigatewayv2_route_response", route, {
    api_id: `\${aws_apigatewayv2_api.${api}.id}`,
    route_id: `\${aws_apigatewayv2_route.${route}.id}`,
    route_response_key,
  });
}

/** A function without code: a stub in the test's process runs in its place. */
function addFunction(builder: StackBuilder, name: string, source_arn: string): void {
  builder.add("aws_lambda_function", name, {
    function_name: name,
    handler: "index.handler",
    runtime: "python3.11",
    role: `\${aws_iam_role.${FUNCTION_ROLE}.arn}`,
    filename: "stubbed.zip",
  });
  builder.addPermission(name, source_arn);
}
