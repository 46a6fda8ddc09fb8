# Expressions as HCL writes them; ../index.ts has their values.
terraform {
  required_version = ">= 1.5"
}

variable "list" {
  type    = list(string)
  default = ["a", "b", "c"]
}

variable "name" {
  type        = string
  default     = "base"
  description = "Overridden by override.tf."
}

variable "computed_default" {
  default = { "a b" = [1 + 2, "x${1}", -2, null], "$${k}" = "%%{v}" }
}

variable "heredoc_default" {
  default = <<EOT
hey $${x}
EOT
}

variable "object" {
  type    = object({ a = optional(list(string), ["q"]), b = optional(map(object({ c = optional(bool, true) })), {}) })
  default = {}
}

locals {
  heredoc = <<EOT
%{ for x in var.list }
  - ${x} "quoted" \n backslash
%{ endfor }
EOT

  indented_heredoc = <<-EOT
    hello ${var.name}

      %{ for x in var.list ~}
      - ${x}
      %{ endfor ~}
    literal $${x} %%{ if }
  EOT

  trimmed_directives = <<-EOT
    a %{ if true }b%{ else }c%{ endif } d
    %{~ if false }
    never
    %{~ endif }
    e
  EOT

  json_heredoc = <<-EOT
    {
      "pattern": "\\d+",
      "list": ${jsonencode(var.list)}
    }
  EOT

  heredoc_in_list = [<<A
one
A
  , "two"]

  escapes   = "a\tb\n\"c\" \\ \u00e9 \U0001F600"
  not_parts = "a $ b % c $$ d %% e $${ f %%{ g"
  trimmed   = "  ${~var.name~}  !"
  loop      = "%{for x in var.list~} ${x}, %{endfor~}"
  nested    = "${"nested ${"deeper ${var.name}"}"}"

  object = { a = 1, "b" = 2, (var.name) = 3, "x-${var.name}" = 4, c : 5, 7 = "seven" }
  lines = {
    a        = 1 # one
    b        = 2 // two
    /* c */ c = 3
  }
  list = [
    1, # one
    -2.50, /* two */
    1e3,
    true,
    null,
  ]

  json = jsonencode({
    a = [for x in var.list : { k = x } if x != "b"] # comment
    b = { for i, x in var.list : x => i }
    c = <<-EOT
      in ${var.name}
        deep
    EOT
  })

  conditional = (
    var.name
    == "overridden" ? "yes" : "no"
  )
  operators = !(1 < 2) || -(1 + 2) * 3 % 4 <= -1
  splat     = [{ a = 1 }, { a = 2 }][*].a
  old_index = var.list.0
  grouped   = { for x in ["aa", "ab", "b"] : substr(x, 0, 1) => x... }
  spread    = merge({ a = 1 }, [{ b = 2 }, { c = 3 }]...)
  pattern   = regex("^(\\w+)-(\\d+)$", "abc-12")

  computed_default = var.computed_default
  heredoc_default  = var.heredoc_default
  object_default   = var.object

  overridden_twice = "base"
  replaced_object  = { a = 1, b = 2 }
  input            = terraform_data.it.input
  kept_argument    = terraform_data.it.triggers_replace
  instances        = keys(terraform_data.each)
  of_json          = local.json_text
}

resource "terraform_data" "it" {
  input            = "base"
  triggers_replace = ["kept"]

  lifecycle {
    ignore_changes = [input]
  }
}

resource "terraform_data" "each" {
  for_each = toset(["base"])
}

moved {
  from = terraform_data.old
  to   = terraform_data.it
}

check "health" {
  assert {
    condition     = terraform_data.it.input != ""
    error_message = "No input."
  }
}
