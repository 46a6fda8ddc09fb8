# Functions by folder, routes by a table, methods and settings by YAML, and a layer that all share.
locals {
  settings  = yamldecode(file("${path.module}/settings.yaml"))
  rows      = csvdecode(file("${path.module}/routes.csv"))
  folders   = toset([for file in fileset("${path.module}/functions", "*/index.mjs") : dirname(file)])
  resources = toset(local.rows[*].path)
  methods = {
    for row in local.rows : "${row.method} ${row.path}" => merge(
      row,
      lookup(local.settings.overrides, "${row.method} ${row.path}", {}),
    )
  }
}

resource "aws_iam_role" "function" {
  name               = "${local.settings.name}-function"
  assume_role_policy = templatefile("${path.module}/assume.json.tftpl", { services = ["lambda"] })
}

data "archive_file" "function" {
  for_each = local.folders

  type        = "zip"
  source_dir  = "${path.module}/functions/${each.key}"
  output_path = "${path.module}/${each.key}.zip"
}

data "archive_file" "greetings" {
  type        = "zip"
  output_path = "${path.module}/greetings.zip"

  source {
    filename = "nodejs/node_modules/greetings/index.js"
    content  = file("${path.module}/layers/greetings.js")
  }
}

resource "aws_lambda_layer_version" "greetings" {
  layer_name          = "greetings"
  filename            = data.archive_file.greetings.output_path
  compatible_runtimes = [local.settings.runtime]
}

resource "aws_lambda_function" "this" {
  for_each = local.folders

  function_name = join("-", [local.settings.name, each.key])
  filename      = data.archive_file.function[each.key].output_path
  role          = aws_iam_role.function.arn
  runtime       = local.settings.runtime
  handler       = "index.handler"
  layers        = [aws_lambda_layer_version.greetings.arn]
  publish       = true

  environment {
    variables = { for name, value in local.settings.environment : upper(name) => tostring(value) }
  }
}

resource "aws_lambda_alias" "live" {
  for_each = aws_lambda_function.this

  name             = "live"
  function_name    = each.value.function_name
  function_version = each.value.version
}

resource "aws_api_gateway_rest_api" "this" {
  name = local.settings.name
}

resource "aws_api_gateway_resource" "this" {
  for_each = local.resources

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = trimprefix(each.key, "/")
}

resource "aws_api_gateway_method" "this" {
  for_each = local.methods

  rest_api_id        = aws_api_gateway_rest_api.this.id
  resource_id        = aws_api_gateway_resource.this[each.value.path].id
  http_method        = each.value.method
  authorization      = "NONE"
  request_parameters = try(each.value.parameters, {})
}

resource "aws_api_gateway_integration" "this" {
  for_each = aws_api_gateway_method.this

  rest_api_id             = each.value.rest_api_id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_alias.live[local.methods[each.key].function].invoke_arn
  timeout_milliseconds    = try(local.methods[each.key].timeout, 29) * 1000
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  depends_on  = [aws_api_gateway_integration.this]

  triggers = {
    methods = sha1(jsonencode(local.methods))
  }
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = "v1"
}

resource "aws_lambda_permission" "this" {
  for_each = aws_lambda_alias.live

  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  qualifier     = each.value.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/*"
}

output "methods" {
  value = { for key, method in local.methods : key => method.function }
}
