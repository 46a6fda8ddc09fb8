# The routes of a REST API and of an HTTP API come from OpenAPI documents in YAML.
variable "origins" {
  type    = list(string)
  default = ["https://example.com"]
}

resource "aws_iam_role" "function" {
  name               = "open-api"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

data "archive_file" "function" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/function.zip"
}

resource "aws_lambda_function" "pets" {
  function_name = "pets"
  filename      = data.archive_file.function.output_path
  role          = aws_iam_role.function.arn
  runtime       = "nodejs22.x"
  handler       = "pets.handler"
}

resource "aws_api_gateway_rest_api" "rest" {
  name = "pets"
  body = templatefile("${path.module}/rest.yaml.tftpl", {
    uri    = aws_lambda_function.pets.invoke_arn
    owners = { ann = 1, bob = 2 }
  })

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_deployment" "pets" {
  rest_api_id = aws_api_gateway_rest_api.rest.id

  triggers = {
    redeployment = sha1(jsonencode(aws_api_gateway_rest_api.rest.body))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "pets" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = aws_api_gateway_deployment.pets.id
  stage_name    = "v1"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "pets"
  protocol_type = "HTTP"
  body = jsonencode(merge(yamldecode(file("${path.module}/http.yaml")), {
    paths = {
      for path, method in { "/pets" = "get", "/pets/{id}" = "put" } : path => {
        (method) = {
          x-amazon-apigateway-integration = {
            type                 = "aws_proxy"
            httpMethod           = "POST"
            uri                  = aws_lambda_function.pets.invoke_arn
            payloadFormatVersion = "2.0"
          }
        }
      }
    }
  }))
}

resource "aws_apigatewayv2_stage" "pets" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_lambda_permission" "pets" {
  for_each = {
    rest = aws_api_gateway_rest_api.rest.execution_arn
    http = aws_apigatewayv2_api.http.execution_arn
  }

  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.pets.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${each.value}/*"
}
