terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
    }
  }
}

provider "aws" {
  region = var.region
}

locals {
  prefix = "${var.project}-${terraform.workspace}"

  # One function for each folder, and the routes that it has.
  functions = {
    for name, routes in var.routes : name => {
      folder = "${path.root}/src/${name}"
      routes = [for route in routes : upper(split(" ", route)[0]) == "ANY" ? replace(route, "/^any/", "ANY") : route]
    }
  }

  routes = merge([
    for name, settings in local.functions : {
      for route in settings.routes : route => module.function[name].invoke_arn
    }
  ]...)
}

module "function" {
  source   = "./modules/function"
  for_each = local.functions

  name   = "${local.prefix}-${each.key}"
  folder = each.value.folder
  environment = {
    TABLE = "${local.prefix}-table"
    COUNT = length(each.value.routes)
  }
}

module "api" {
  source = "./modules/http-api"
  count  = var.create_api ? 1 : 0

  name         = local.prefix
  integrations = local.routes
  functions    = { for name, function in module.function : name => function.name }

  cors = {
    allow_origins = ["https://example.com"]
  }
}

output "url" {
  value = one(module.api[*].url)
}

output "functions" {
  value = sort([for function in module.function : function.name])
}
