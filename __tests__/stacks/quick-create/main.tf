resource "aws_iam_role" "function" {
  name               = "quick"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

data "archive_file" "function" {
  type        = "zip"
  output_path = "${path.module}/function.zip"

  source {
    filename = "index.js"
    content  = <<-EOT
      exports.handler = async ({ rawPath, requestContext }) => [rawPath, requestContext.stage];
    EOT
  }
}

resource "aws_lambda_function" "this" {
  function_name = "quick"
  filename      = data.archive_file.function.output_path
  role          = aws_iam_role.function.arn
  runtime       = "nodejs20.x"
  handler       = "index.handler"
}

resource "aws_apigatewayv2_api" "this" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.this.arn
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}

output "url" {
  value = aws_apigatewayv2_api.this.api_endpoint
}
