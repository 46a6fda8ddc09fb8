import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  S3Backend,
  TerraformHclModule,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { prepareSynthesisOf } from "../../../constructs/core/stack-synthesis";

/** What `cdktf synth --hcl` writes. */
function hclOf(define: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  prepareSynthesisOf(stack);
  define(stack);
  return (stack.toHclTerraform() as { hcl: string }).hcl;
}

const role = (stack: TerraformStack, id: string, policy: string) =>
  new IamRole(stack, id, { assumeRolePolicy: policy });

describe("as HCL, text", () => {
  test.each([
    ['{"a":"${local.x}"}', String.raw`"{\"a\":\"${"${local.x}"}\"}"`],
    [
      '${jsonencode({"a" = "}\\"", b = "${local.x}"})} "',
      String.raw`"${'${jsonencode({"a" = "}\\"", b = "${local.x}"})}'} \""`,
    ],
    ["two\r\nlines\n", String.raw`"two\r\nlines\n"`],
    [String.raw`{"a":"\"b\\"}`, String.raw`"{\"a\":\"\\\"b\\\\\"}"`],
    ['%{ if local.x == "a" }"b"%{ endif }', String.raw`"%{ if local.x == "a" }\"b\"%{ endif }"`],
    ['$${aws:username} "', String.raw`"$${"${aws:username}"} \""`],
  ])("%j is %s", (text, hcl) => {
    const output = hclOf((stack) => role(stack, "Role", text));

    expect(output).toContain(`assume_role_policy = ${hcl}\n`);
  });
});

test("as HCL, a stack has the blocks of Terraform and of its providers", () => {
  const output = hclOf((stack) => {
    new AwsProvider(stack, "Aws", { region: "eu-west-1", defaultTags: [{ tags: { "a b": "c" } }] });
    const west = new AwsProvider(stack, "West", { alias: "west", assumeRole: [{ roleArn: "a" }] });
    new S3Backend(stack, { bucket: "b", key: "k" });
    new TerraformVariable(stack, "v", {
      type: "list(string)",
      default: ["${text}"],
      validation: [{ condition: '${var.v != ""}', errorMessage: "none" }],
    });
    new TerraformHclModule(stack, "m", { source: "a/b/aws", providers: [west] });
    new LambdaFunction(stack, "Fn", {
      functionName: "fn",
      role: "r",
      environment: { variables: { A: "1" } },
      fileSystemConfig: { arn: "a", localMountPath: "/mnt/a" },
      provider: west,
      lifecycle: {
        ignoreChanges: ["memory_size"],
        precondition: [{ condition: "${local.x}", errorMessage: "no x" }],
      },
      provisioners: [{ type: "local-exec", command: "true" }],
    });
    stack.addOverride("check.c", { assert: { condition: "${local.x}", error_message: "no x" } });
    new TerraformOutput(stack, "o", { value: [1, true], sensitive: true });
  });

  expect(output.slice(output.indexOf("  backend"))).toBe(BLOCKS);
});

const BLOCKS = `  backend "s3" {
    bucket = "b"
    key = "k"
  }
}

provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = {
      "a b" = "c"
    }
  }
}

provider "aws" {
  alias = "west"
  assume_role {
    role_arn = "a"
  }
}

variable "v" {
  default = ["$\${text}"]
  type = list(string)
  validation {
    error_message = "none"
    condition = "\${var.v != ""}"
  }
}

module "m" {
  source = "a/b/aws"
  providers = {
    aws = aws.west
  }
}

resource "aws_lambda_function" "Fn" {
  function_name = "fn"
  role = "r"
  environment {
    variables = {
      "A" = "1"
    }
  }
  file_system_config {
    arn = "a"
    local_mount_path = "/mnt/a"
  }
  provider = aws.west
  lifecycle {
    ignore_changes = [memory_size]
    precondition {
      condition = "\${local.x}"
      error_message = "no x"
    }
  }
  provisioner "local-exec" {
    command = "true"
  }
}

output "o" {
  value = [1, true]
  sensitive = true
}

check "c" {
  assert {
    condition = "\${local.x}"
    error_message = "no x"
  }
}
`;
