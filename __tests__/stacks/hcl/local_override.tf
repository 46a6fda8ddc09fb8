resource "aws_lambda_function" "greeter" {
  environment {
    variables = {
      GREETING = each.value.loud ? upper(each.value.text) : each.value.text
      REGION   = data.aws_region.current.name
      MARK     = "!"
    }
  }
}
