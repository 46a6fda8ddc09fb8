# A WebSocket API: who may connect, a response in the same frame, and messages of the function's own.
locals {
  routes = {
    "$connect"    = null
    "$disconnect" = null
    "$default"    = null
    "echo"        = "$default"
    "post"        = null
  }
}

data "archive_file" "function" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/.terraform/function.zip"
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "post" {
  statement {
    actions   = ["execute-api:ManageConnections"]
    resources = ["${aws_apigatewayv2_api.this.execution_arn}/*"]
  }
}

resource "aws_iam_role" "function" {
  name               = "websocket"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "post" {
  role   = aws_iam_role.function.id
  policy = data.aws_iam_policy_document.post.json
}

resource "aws_lambda_function" "this" {
  function_name    = "websocket"
  filename         = data.archive_file.function.output_path
  source_code_hash = data.archive_file.function.output_base64sha256
  role             = aws_iam_role.function.arn
  runtime          = "nodejs22.x"
  handler          = "index.handler"

  environment {
    variables = {
      CONNECTIONS_URL = replace(aws_apigatewayv2_stage.this.invoke_url, "wss://", "https://")
    }
  }
}

resource "aws_apigatewayv2_api" "this" {
  name                       = "websocket"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "this" {
  api_id           = aws_apigatewayv2_api.this.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.this.invoke_arn
}

resource "aws_apigatewayv2_route" "this" {
  for_each = local.routes

  api_id                              = aws_apigatewayv2_api.this.id
  route_key                           = each.key
  route_response_selection_expression = each.value
  target                              = "integrations/${aws_apigatewayv2_integration.this.id}"
}

resource "aws_apigatewayv2_route_response" "this" {
  for_each = { for key, selection in local.routes : key => selection if selection != null }

  api_id             = aws_apigatewayv2_api.this.id
  route_id           = aws_apigatewayv2_route.this[each.key].id
  route_response_key = each.value
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "live"
  auto_deploy = true
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*"
}

output "url" {
  value = aws_apigatewayv2_stage.this.invoke_url
}
