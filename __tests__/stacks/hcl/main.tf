locals {
  name = "greetings-${terraform.workspace}"

  routes = merge([
    for language, greeting in var.greetings : {
      for method in greeting.methods : "${method} /${language}/{name}" => language
    }
  ]...)
}

data "aws_region" "current" {}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/.terraform/code.zip"
}

resource "aws_iam_role" "greeter" {
  name = local.name
  assume_role_policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "sts:AssumeRole",
          "Principal": { "Service": "lambda.amazonaws.com" }
        }
      ]
    }
  JSON
}

resource "aws_lambda_function" "greeter" {
  for_each = var.greetings

  function_name    = "${local.name}-${each.key}"
  role             = aws_iam_role.greeter.arn
  runtime          = "nodejs20.x"
  handler          = "index.handler"
  filename         = data.archive_file.code.output_path
  source_code_hash = data.archive_file.code.output_base64sha256
  timeout          = 5

  environment {
    variables = {
      GREETING = each.value.loud ? upper(each.value.text) : each.value.text
      REGION   = data.aws_region.current.name
      MARK     = "."
    }
  }

  lifecycle {
    ignore_changes = [filename, tags["Owner"]]

    precondition {
      condition     = each.value.text != ""
      error_message = "A greeting has a text."
    }
  }

  depends_on = [aws_iam_role.greeter]
}

resource "aws_apigatewayv2_api" "api" {
  name          = local.name
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = length(var.allowed_origins) > 0 ? [var.allowed_origins] : []
    iterator = origins

    content {
      allow_origins = origins.value
      allow_methods = ["*"]
    }
  }
}

resource "aws_apigatewayv2_integration" "greeter" {
  for_each = aws_lambda_function.greeter

  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "greeter" {
  for_each = local.routes

  api_id    = aws_apigatewayv2_api.api.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.greeter[each.value].id}"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_lambda_permission" "api" {
  for_each = aws_lambda_function.greeter

  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
}

resource "aws_sqs_queue" "north" {
  provider = aws.north
  name     = local.name
}

moved {
  from = aws_apigatewayv2_api.http
  to   = aws_apigatewayv2_api.api
}

removed {
  from = aws_sqs_queue.south

  lifecycle {
    destroy = false
  }
}

check "routes" {
  assert {
    condition     = length(local.routes) > 0
    error_message = "There is no route."
  }
}

output "url" {
  value = aws_apigatewayv2_stage.default.invoke_url
}
