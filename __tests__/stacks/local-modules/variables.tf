variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "project" {
  type = string

  validation {
    condition     = can(regex("^[a-z-]+$", var.project))
    error_message = "Use small letters and hyphens."
  }
}

variable "create_api" {
  type    = bool
  default = true
}

variable "routes" {
  description = "Routes of each function"
  type        = map(list(string))
}
