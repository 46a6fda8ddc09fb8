const CHAT = "${aws_apigatewayv2_api.chat.id}";

/** A cdk.tf.json: a WebSocket API with the stage `dev`, whose routes all invoke the function `chat`. */
export function webSocketStack(routeKeys: readonly string[]): string {
  const integration = {
    api_id: CHAT,
    integration_type: "AWS_PROXY",
    integration_uri: "${aws_lambda_function.chat.invoke_arn}",
  };
  const route = (route_key: string) => ({
    api_id: CHAT,
    route_key,
    target: "integrations/${aws_apigatewayv2_integration.chat.id}",
  });
  const response = (name: string) => ({
    api_id: CHAT,
    route_id: `\${aws_apigatewayv2_route.${name}.id}`,
    route_response_key: "$default",
  });
  const names = routeKeys.map((key) => [key.replace("$", ""), key] as const);
  const resource = {
    aws_lambda_function: {
      chat: {
        function_name: "chat",
        runtime: "nodejs22.x",
        handler: "index.handler",
        role: "arn:aws:iam::123456789012:role/r",
        filename: "${data.archive_file.chat.output_path}",
      },
    },
    aws_lambda_permission: {
      chat: {
        function_name: "chat",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      },
    },
    aws_apigatewayv2_api: {
      chat: {
        name: "chat",
        protocol_type: "WEBSOCKET",
        route_selection_expression: "$request.body.action",
      },
    },
    aws_apigatewayv2_stage: { chat: { api_id: CHAT, name: "dev", auto_deploy: true } },
    aws_apigatewayv2_integration: { chat: integration },
    aws_apigatewayv2_route: Object.fromEntries(names.map(([name, key]) => [name, route(key)])),
    aws_apigatewayv2_route_response: Object.fromEntries(
      names.map(([name]) => [name, response(name)]),
    ),
  };
  const archive_file = { chat: { type: "zip", source_dir: "chat", output_path: "chat.zip" } };
  return JSON.stringify({ data: { archive_file }, resource });
}
