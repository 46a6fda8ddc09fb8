terraform {
  required_version = ">= 1.5"

  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 5.0" }
    archive = { source = "hashicorp/archive" }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "greetings" }
  }
}

provider "aws" {
  alias  = "north"
  region = "eu-north-1"
}
