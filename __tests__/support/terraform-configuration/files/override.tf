variable "name" {
  default = "overridden"
}

locals {
  overridden_twice = "override.tf"
}

resource "terraform_data" "it" {
  input = "of ${var.name}"

  lifecycle {
    create_before_destroy = true
  }
}
