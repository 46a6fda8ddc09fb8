# Two arguments, and all environment variables, of the function in api.tf.
resource "aws_lambda_function" "this" {
  timeout = 15

  environment {
    variables = {
      GREETING = <<-EOT
        Hi
          there
      EOT
    }
  }
}

locals {
  name = "overriding"
}
