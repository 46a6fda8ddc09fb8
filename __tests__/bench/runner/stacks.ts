import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

export type ApiKind = "HTTP API" | "REST API";
export type Language = "Node" | "Python";

export const RUNTIMES: Readonly<Record<Language, string>> = {
  Node: "nodejs22.x",
  Python: "python3.13",
};

/** Writes the cdk.tf.json of an API of one route to one function, with the handler beside it. */
export function writeStack(folder: string, api: ApiKind, language: Language): void {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(__dirname, "handlers"), path.join(folder, "code"), { recursive: true });
  const lambda = {
    function_name: "hello",
    runtime: RUNTIMES[language],
    handler: "index.handler",
    role: "arn:aws:iam::123456789012:role/hello",
    filename: "${data.archive_file.code.output_path}",
  };
  const permission = {
    function_name: lambda.function_name,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
  };
  const stack = {
    data: { archive_file: { code: { type: "zip", source_dir: "code", output_path: "code.zip" } } },
    resource: {
      aws_lambda_function: { hello: lambda },
      aws_lambda_permission: { hello: permission },
      ...(api === "HTTP API" ? httpApi() : restApi()),
    },
  };
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack));
}

function httpApi(): object {
  const api_id = "${aws_apigatewayv2_api.api.id}";
  return {
    aws_apigatewayv2_api: { api: { name: "bench", protocol_type: "HTTP" } },
    aws_apigatewayv2_stage: { stage: { api_id, name: "$default", auto_deploy: true } },
    aws_apigatewayv2_integration: {
      hello: {
        api_id,
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.hello.invoke_arn}",
        payload_format_version: "2.0",
      },
    },
    aws_apigatewayv2_route: {
      hello: {
        api_id,
        route_key: "GET /hello",
        target: "integrations/${aws_apigatewayv2_integration.hello.id}",
      },
    },
  };
}

function restApi(): object {
  const rest_api_id = "${aws_api_gateway_rest_api.api.id}";
  const method = {
    rest_api_id,
    resource_id: "${aws_api_gateway_resource.hello.id}",
    http_method: "GET",
  };
  return {
    aws_api_gateway_rest_api: { api: { name: "bench" } },
    aws_api_gateway_resource: {
      hello: {
        rest_api_id,
        parent_id: "${aws_api_gateway_rest_api.api.root_resource_id}",
        path_part: "hello",
      },
    },
    aws_api_gateway_method: { hello: { ...method, authorization: "NONE" } },
    aws_api_gateway_integration: {
      hello: {
        ...method,
        type: "AWS_PROXY",
        integration_http_method: "POST",
        uri: "${aws_lambda_function.hello.invoke_arn}",
      },
    },
    aws_api_gateway_deployment: {
      deployment: { rest_api_id, depends_on: ["aws_api_gateway_integration.hello"] },
    },
    aws_api_gateway_stage: {
      stage: {
        rest_api_id,
        stage_name: "v1",
        deployment_id: "${aws_api_gateway_deployment.deployment.id}",
      },
    },
  };
}
