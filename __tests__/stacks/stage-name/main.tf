variable "environment" {
  type    = string
  default = "staging"
}

data "aws_region" "current" {}
data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  tags = { Environment = var.environment, Region = data.aws_region.current.name }
}

resource "aws_iam_role" "function" {
  name               = "function-${var.environment}"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = local.tags
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

data "archive_file" "function" {
  type        = "zip"
  source_dir  = "src"
  output_path = "function.zip"
  excludes    = ["test.py"]
}

resource "aws_lambda_function" "this" {
  function_name    = "proxy-${var.environment}"
  filename         = data.archive_file.function.output_path
  source_code_hash = filebase64sha256("src/main.py")
  role             = aws_iam_role.function.arn
  runtime          = "python3.13"
  handler          = "main.handler"
  tags             = merge(local.tags, { Account = data.aws_caller_identity.current.account_id })
}

resource "aws_api_gateway_rest_api" "this" {
  name = "proxy"
}

resource "aws_api_gateway_resource" "proxy" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "{proxy+}"
}

locals {
  methods = {
    root  = aws_api_gateway_rest_api.this.root_resource_id
    proxy = aws_api_gateway_resource.proxy.id
  }
}

resource "aws_api_gateway_method" "any" {
  for_each      = local.methods
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = each.value
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "any" {
  for_each                = local.methods
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = each.value
  http_method             = aws_api_gateway_method.any[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.this.invoke_arn
}

resource "aws_api_gateway_deployment" "this" {
  depends_on  = [aws_api_gateway_integration.any]
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = var.environment
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_deployment.this.execution_arn}/*"
}

output "url" {
  value = "${aws_api_gateway_deployment.this.invoke_url}/"
}
