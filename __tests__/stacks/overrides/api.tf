variable "routes" {
  type = list(object({
    path   = string
    method = optional(string, "GET")
  }))
}

variable "settings" {
  type    = map(any)
  default = {}
}

variable "memory_size" {
  type    = number
  default = 128
}

locals {
  name     = "overridden"
  settings = merge({ stage = "live", throttle = 10 }, var.settings)
}

resource "aws_iam_role" "function" {
  name = local.name
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

data "archive_file" "function" {
  type        = "zip"
  source_file = "${path.module}/src/index.py"
  output_path = "${path.module}/function.zip"
}

resource "aws_lambda_function" "this" {
  function_name = local.name
  filename      = data.archive_file.function.output_path
  role          = aws_iam_role.function.arn
  runtime       = "python3.12"
  handler       = "index.handler"
  memory_size   = var.memory_size

  environment {
    variables = {
      GREETING = "Hello"
      KEPT     = "no"
    }
  }
}

resource "aws_apigatewayv2_api" "this" {
  name          = local.name
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "this" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this.invoke_arn
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "this" {
  for_each = { for route in var.routes : "${route.method} ${route.path}" => route }

  api_id    = aws_apigatewayv2_api.this.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this.id}"
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = local.settings.stage
  auto_deploy = true

  default_route_settings {
    throttling_burst_limit = local.settings.throttle
    throttling_rate_limit  = local.settings["throttle"]
  }
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*"
}
