# One function behind two APIs, each of which a document in YAML defines.
provider "aws" {
  region = "eu-west-1"
}

resource "aws_iam_role" "function" {
  name               = "pets"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

data "archive_file" "function" {
  for_each = fileset("${path.module}/src", "*.js")

  type        = "zip"
  source_file = "${path.module}/src/${each.key}"
  output_path = "${path.module}/${trimsuffix(each.key, ".js")}.zip"
}

resource "aws_lambda_function" "this" {
  for_each = data.archive_file.function

  function_name = trimsuffix(each.key, ".js")
  filename      = each.value.output_path
  role          = aws_iam_role.function.arn
  runtime       = "nodejs22.x"
  handler       = "${trimsuffix(each.key, ".js")}.handler"
}

resource "aws_apigatewayv2_api" "http" {
  name             = "http"
  protocol_type    = "HTTP"
  fail_on_warnings = true

  body = templatefile("${path.module}/http.yaml", {
    pets  = aws_lambda_function.this["pets.js"].invoke_arn
    guard = aws_lambda_function.this["guard.js"].invoke_arn
  })
}

resource "aws_apigatewayv2_stage" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_api_gateway_rest_api" "rest" {
  name             = "rest"
  body             = file("${path.module}/rest.yaml")
  fail_on_warnings = true
}

resource "aws_api_gateway_deployment" "rest" {
  rest_api_id = aws_api_gateway_rest_api.rest.id
  triggers    = { redeployment = sha1(aws_api_gateway_rest_api.rest.body) }
}

resource "aws_api_gateway_stage" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = aws_api_gateway_deployment.rest.id
  stage_name    = "v1"
}

locals {
  apis = {
    http = aws_apigatewayv2_api.http.execution_arn
    rest = aws_api_gateway_rest_api.rest.execution_arn
  }
}

resource "aws_lambda_permission" "pets" {
  for_each = local.apis

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["pets.js"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${each.value}/*/*"
}

resource "aws_lambda_permission" "guard" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["guard.js"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/authorizers/*"
}
