export interface FunctionAttributes {
  /** @default "python3.11" */
  readonly runtime?: string;
  /** Seconds. @default 1 */
  readonly timeout?: number;
}

type Resources = Record<string, Record<string, object>>;

/** A cdk.tf.json: an HTTP API and a REST API, each with a route to every function. */
export function twoApis(functions: Readonly<Record<string, FunctionAttributes>>): object {
  const names = Object.keys(functions);
  const archives = names.map((name) => [
    name,
    { type: "zip", source_dir: name, output_path: `${name}.zip` },
  ]);
  return {
    data: { archive_file: Object.fromEntries(archives) },
    resource: {
      aws_lambda_function: Object.fromEntries(
        Object.entries(functions).map(([name, attributes]) => [name, lambda(name, attributes)]),
      ),
      aws_lambda_permission: Object.fromEntries(names.map((name) => [name, permission(name)])),
      ...httpApi(names),
      ...restApi(names),
    },
  };
}

function lambda(name: string, { runtime = "python3.11", timeout = 1 }: FunctionAttributes): object {
  return {
    function_name: name,
    runtime,
    timeout,
    handler: "index.handler",
    role: "arn:aws:iam::123456789012:role/r",
    filename: `\${data.archive_file.${name}.output_path}`,
  };
}

/** Either API may invoke the function. */
function permission(function_name: string): object {
  return {
    function_name,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
  };
}

function httpApi(names: readonly string[]): Resources {
  const api_id = "${aws_apigatewayv2_api.http.id}";
  const integration = (name: string): object => ({
    api_id,
    integration_type: "AWS_PROXY",
    integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
    payload_format_version: "2.0",
  });
  const route = (key: string, name: string): object => ({
    api_id,
    route_key: key,
    target: `integrations/\${aws_apigatewayv2_integration.${name}.id}`,
  });
  return {
    aws_apigatewayv2_api: { http: { name: "http", protocol_type: "HTTP" } },
    aws_apigatewayv2_stage: { http: { api_id, name: "$default", auto_deploy: true } },
    aws_apigatewayv2_integration: Object.fromEntries(
      names.map((name) => [name, integration(name)]),
    ),
    aws_apigatewayv2_route: {
      ...Object.fromEntries(names.map((name) => [name, route(`ANY /${name}`, name)])),
      default: route("$default", names[0] ?? ""),
    },
  };
}

function restApi(names: readonly string[]): Resources {
  const rest_api_id = "${aws_api_gateway_rest_api.rest.id}";
  const parent_id = "${aws_api_gateway_rest_api.rest.root_resource_id}";
  const paths = [...names.map((name) => [name, name, name]), ["proxy", "{proxy+}", names[0] ?? ""]];
  const method = (at: string): object => ({
    rest_api_id,
    resource_id: `\${aws_api_gateway_resource.${at}.id}`,
    http_method: "ANY",
    authorization: "NONE",
  });
  const integration = (at: string, name: string): object => ({
    rest_api_id,
    resource_id: `\${aws_api_gateway_resource.${at}.id}`,
    http_method: `\${aws_api_gateway_method.${at}.http_method}`,
    type: "AWS_PROXY",
    integration_http_method: "POST",
    uri: `\${aws_lambda_function.${name}.invoke_arn}`,
  });
  const each = (make: (at: string, part: string, name: string) => object): Record<string, object> =>
    Object.fromEntries(paths.map(([at = "", part = "", name = ""]) => [at, make(at, part, name)]));
  return {
    aws_api_gateway_rest_api: { rest: { name: "rest" } },
    aws_api_gateway_resource: each((_, path_part) => ({ rest_api_id, parent_id, path_part })),
    aws_api_gateway_method: each((at) => method(at)),
    aws_api_gateway_integration: each((at, _, name) => integration(at, name)),
    aws_api_gateway_deployment: {
      rest: {
        rest_api_id,
        depends_on: paths.map(([at]) => `aws_api_gateway_integration.${at}`),
      },
    },
    aws_api_gateway_stage: {
      rest: {
        rest_api_id,
        stage_name: "v1",
        deployment_id: "${aws_api_gateway_deployment.rest.id}",
      },
    },
  };
}
