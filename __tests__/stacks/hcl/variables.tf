variable "region" {
  type    = string
  default = "us-east-1" # terraform.tfvars has another one
}

variable "greetings" {
  description = "Greeting by language."
  type = map(object({
    text    = string
    loud    = optional(bool, false)
    methods = optional(list(string), ["GET"])
  }))

  validation {
    condition     = length(var.greetings) > 0
    error_message = "Set at least one greeting."
  }
}

variable "allowed_origins" {
  type    = set(string)
  default = []
}
