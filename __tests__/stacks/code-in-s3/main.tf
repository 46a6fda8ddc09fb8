# Code and layers that the stack uploads to S3, and a function's alias and versions as targets.
provider "aws" {
  region = "eu-west-1"
}

locals {
  layers = toset(["one", "two"])
}

resource "aws_s3_bucket" "code" {
  bucket_prefix = "code-"
}

data "archive_file" "function" {
  type        = "zip"
  output_path = "${path.module}/function.zip"
  source_dir  = "${path.module}/src"
  excludes    = ["**/*.test.js"]
}

data "archive_file" "layer" {
  for_each = local.layers

  type        = "zip"
  output_path = "${path.module}/${each.key}.zip"

  source {
    filename = "nodejs/node_modules/${each.key}/index.js"
    content  = "module.exports = ${jsonencode(each.key)};"
  }
}

resource "aws_s3_object" "function" {
  bucket = aws_s3_bucket.code.id
  key    = "function.zip"
  source = data.archive_file.function.output_path
}

resource "aws_s3_bucket_object" "layer" {
  bucket = aws_s3_bucket.code.bucket
  key    = "layers/one.zip"
  source = data.archive_file.layer["one"].output_path
}

resource "aws_lambda_layer_version" "one" {
  layer_name = "one"
  s3_bucket  = aws_s3_bucket_object.layer.bucket
  s3_key     = aws_s3_bucket_object.layer.key
}

resource "aws_lambda_layer_version" "two" {
  layer_name       = "two"
  filename         = "two.zip"
  source_code_hash = data.archive_file.layer["two"].output_base64sha256
}

resource "aws_iam_role" "function" {
  name               = "targets"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_lambda_function" "this" {
  function_name     = "targets"
  role              = aws_iam_role.function.arn
  runtime           = "nodejs22.x"
  handler           = "index.handler"
  s3_bucket         = aws_s3_object.function.bucket
  s3_key            = aws_s3_object.function.key
  s3_object_version = aws_s3_object.function.version_id
  source_code_hash  = data.archive_file.function.output_base64sha256
  layers            = [aws_lambda_layer_version.one.arn, aws_lambda_layer_version.two.arn]
  publish           = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.arn
  function_version = aws_lambda_function.this.version
}

resource "aws_apigatewayv2_api" "this" {
  name          = "targets"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "this" {
  api_id          = aws_apigatewayv2_api.this.id
  name            = "$default"
  auto_deploy     = true
  stage_variables = { alias = aws_lambda_alias.live.name }
}

locals {
  targets = {
    alias    = aws_lambda_alias.live.invoke_arn
    arn      = aws_lambda_alias.live.arn
    version  = aws_lambda_function.this.qualified_arn
    latest   = aws_lambda_function.this.invoke_arn
    composed = replace(aws_lambda_function.this.invoke_arn, "//invocations$/", ":${aws_lambda_alias.live.name}/invocations")
    variable = "${aws_lambda_function.this.arn}:$${stageVariables.alias}"
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = local.targets

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "this" {
  for_each = local.targets

  api_id    = aws_apigatewayv2_api.this.id
  route_key = "GET /${each.key}"
  target    = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
}

resource "aws_lambda_permission" "this" {
  for_each = { latest = null, version = aws_lambda_function.this.version, alias = aws_lambda_alias.live.name }

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  qualifier     = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
