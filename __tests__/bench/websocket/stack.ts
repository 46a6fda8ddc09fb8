import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { RUNTIMES, type Language } from "../runner/stacks";

const ROUTES = ["$connect", "$disconnect", "$default"] as const;

/** Writes a WebSocket API whose messages come back from a function, with the handlers beside it. */
export function writeWebSocketStack(folder: string, language: Language): void {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(__dirname, "handlers"), path.join(folder, "code"), { recursive: true });
  const api_id = "${aws_apigatewayv2_api.api.id}";
  const echo = {
    function_name: "echo",
    runtime: RUNTIMES[language],
    handler: "index.handler",
    role: "arn:aws:iam::123456789012:role/echo",
    filename: "${data.archive_file.code.output_path}",
  };
  const permission = {
    function_name: echo.function_name,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
  };
  const route = (route_key: string) => ({
    api_id,
    route_key,
    target: "integrations/${aws_apigatewayv2_integration.echo.id}",
    ...(route_key === "$default" && { route_response_selection_expression: "$default" }),
  });
  const resource = {
    aws_lambda_function: { echo },
    aws_lambda_permission: { echo: permission },
    aws_apigatewayv2_api: {
      api: {
        name: "bench",
        protocol_type: "WEBSOCKET",
        route_selection_expression: "$request.body.action",
      },
    },
    aws_apigatewayv2_stage: { stage: { api_id, name: "dev", auto_deploy: true } },
    aws_apigatewayv2_integration: {
      echo: {
        api_id,
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.echo.invoke_arn}",
      },
    },
    aws_apigatewayv2_route: Object.fromEntries(ROUTES.map((key) => [key.slice(1), route(key)])),
    aws_apigatewayv2_route_response: {
      default: {
        api_id,
        route_id: "${aws_apigatewayv2_route.default.id}",
        route_response_key: "$default",
      },
    },
  };
  const data = {
    archive_file: { code: { type: "zip", source_dir: "code", output_path: "code.zip" } },
  };
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ data, resource }));
}
