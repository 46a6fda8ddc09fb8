# Data sources that Terraform reads only when it applies, because they depend on new resources.
resource "terraform_data" "new" {
  input = "/deferred-data"
}

data "aws_ssm_parameter" "greeting" {
  name = "${terraform_data.new.id}/greeting"
}

data "aws_subnets" "all" {
  tags = { owner = terraform_data.new.id }
}

data "archive_file" "function" {
  type                    = "zip"
  output_path             = "${path.module}/function.zip"
  source_content_filename = "index.js"
  source_content          = "exports.handler = async () => JSON.parse(process.env.SEEN);"
}

resource "aws_iam_role" "function" {
  name               = "deferred-data"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_lambda_function" "this" {
  function_name = "deferred-data"
  filename      = data.archive_file.function.output_path
  role          = aws_iam_role.function.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"

  environment {
    variables = {
      SEEN = jsonencode({
        greeting = data.aws_ssm_parameter.greeting.value
        subnets  = join(" ", data.aws_subnets.all.ids)
      })
    }
  }
}

resource "aws_apigatewayv2_api" "this" {
  name          = "deferred-data"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "this" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "this" {
  for_each = toset(["GET /", "GET /greeting"])

  api_id    = aws_apigatewayv2_api.this.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this.id}"
}

resource "aws_apigatewayv2_deployment" "this" {
  api_id     = aws_apigatewayv2_api.this.id
  depends_on = [aws_apigatewayv2_route.this]
}

resource "aws_apigatewayv2_stage" "this" {
  api_id        = aws_apigatewayv2_api.this.id
  name          = "$default"
  deployment_id = aws_apigatewayv2_deployment.this.id
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*"
}
