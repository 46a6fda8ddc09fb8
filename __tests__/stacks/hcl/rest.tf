resource "aws_api_gateway_rest_api" "languages" {
  name = "languages"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "languages", version = "1" }
    paths = {
      "/languages" = {
        get = {
          responses = { "200" = { description = "The languages" } }
          x-amazon-apigateway-integration = {
            type             = "MOCK"
            requestTemplates = { "application/json" = "{\"statusCode\": 200}" }
            responses = {
              default = {
                statusCode = "200"
                responseTemplates = {
                  "application/json" = <<-VTL
                    #set($from = "$context.stage")
                    {"stage": "$from", "languages": ${jsonencode(keys(var.greetings))}}
                  VTL
                }
              }
            }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "languages" {
  rest_api_id = aws_api_gateway_rest_api.languages.id
  triggers    = { redeployment = sha1(aws_api_gateway_rest_api.languages.body) }

  lifecycle {
    create_before_destroy = true
  }
}
