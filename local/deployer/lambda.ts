import type { DeployedResource, Right, RightsOf } from "./right";
import { arn, passRole, roleArn } from "./right";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html */
export const lambdaRights: Readonly<Record<string, RightsOf>> = {
  aws_lambda_function: (resource) => [
    {
      actions: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionConcurrency",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
        ...(resource.block["publish"] === true ? ["lambda:PublishVersion"] : []),
        "lambda:PutFunctionConcurrency",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      resources: [functionArn(resource, resource.block["function_name"])],
    },
    passRole(roleArn(resource, resource.block["role"]), ["lambda.amazonaws.com"]),
    ...optionRights(resource),
  ],
  aws_lambda_alias: (resource) => [
    {
      actions: [
        "lambda:CreateAlias",
        "lambda:DeleteAlias",
        "lambda:GetAlias",
        "lambda:UpdateAlias",
      ],
      resources: [functionArn(resource, resource.block["function_name"])],
    },
  ],
  aws_lambda_function_event_invoke_config: (resource) => [
    {
      actions: [
        "lambda:DeleteFunctionEventInvokeConfig",
        "lambda:GetFunctionEventInvokeConfig",
        "lambda:PutFunctionEventInvokeConfig",
      ],
      resources: [functionArn(resource, resource.block["function_name"])],
    },
  ],
  aws_lambda_function_recursion_config: (resource) => [
    {
      actions: ["lambda:GetFunctionRecursionConfig", "lambda:PutFunctionRecursionConfig"],
      resources: [functionArn(resource, resource.block["function_name"])],
    },
  ],
  aws_lambda_function_url: (resource) => [
    {
      actions: [
        "lambda:CreateFunctionUrlConfig",
        "lambda:DeleteFunctionUrlConfig",
        "lambda:GetFunctionUrlConfig",
        "lambda:UpdateFunctionUrlConfig",
        // The provider itself adds a permission to a public URL.
        ...(resource.block["authorization_type"] === "NONE" ? ["lambda:AddPermission"] : []),
      ],
      resources: qualifiedArns(resource),
    },
  ],
  aws_lambda_provisioned_concurrency_config: (resource) => [
    {
      actions: [
        "lambda:DeleteProvisionedConcurrencyConfig",
        "lambda:GetProvisionedConcurrencyConfig",
        "lambda:PutProvisionedConcurrencyConfig",
      ],
      // Each alias of the function.
      resources: [`${functionArn(resource, resource.block["function_name"])}:*`],
    },
  ],
  aws_lambda_layer_version: (resource) => {
    const layer = arn(resource, "lambda", `layer:${resource.nameIn(resource.block["layer_name"])}`);
    return [
      { actions: ["lambda:PublishLayerVersion"], resources: [layer] },
      {
        actions: ["lambda:DeleteLayerVersion", "lambda:GetLayerVersion"],
        resources: [`${layer}:*`],
      },
    ];
  },
  aws_lambda_permission: (resource) => [
    {
      actions: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
      resources: qualifiedArns(resource),
    },
  ],
};

/** ARN of a function, from its name, its ARN, or a reference to it. */
export function functionArn(resource: DeployedResource, name: unknown): string {
  const found = resource.nameIn(name);
  return found.startsWith("arn:") ? found : arn(resource, "lambda", `function:${found}`);
}

/** ARN of the function, and with a qualifier those of its aliases and versions, which have policies of their own. */
function qualifiedArns(resource: DeployedResource): string[] {
  const { block } = resource;
  const unqualified = functionArn(resource, block["function_name"]);
  return block["qualifier"] == null ? [unqualified] : [unqualified, `${unqualified}:*`];
}

/** The rights that optional attributes of a function need. */
function optionRights(resource: DeployedResource): Right[] {
  const { block, partition, nameIn } = resource;
  const rights: Right[] = [];
  if (block["kms_key_arn"] != null) {
    rights.push(keyRight(nameIn(block["kms_key_arn"])));
  }
  if (block["vpc_config"] != null) {
    rights.push(NETWORK);
  }
  if (block["s3_bucket"] != null) {
    const object = `${nameIn(block["s3_bucket"])}/${nameIn(block["s3_key"])}`;
    const actions = ["s3:GetObject", "s3:GetObjectVersion"];
    rights.push({ actions, resources: [`arn:${partition}:s3:::${object}`] });
  }
  if (block["image_uri"] != null) {
    rights.push(imageRight(resource, nameIn(block["image_uri"])));
  }
  if (block["code_signing_config_arn"] != null) {
    rights.push({
      actions: [
        "lambda:DeleteFunctionCodeSigningConfig",
        "lambda:GetCodeSigningConfig",
        "lambda:PutFunctionCodeSigningConfig",
      ],
      resources: [
        functionArn(resource, block["function_name"]),
        nameIn(block["code_signing_config_arn"]),
      ],
    });
  }
  const layers = [block["layers"] ?? []].flat().map(nameIn);
  if (layers.length > 0) {
    rights.push({ actions: ["lambda:GetLayerVersion"], resources: layers });
  }
  return rights;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
function keyRight(key: string): Right {
  const actions = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"];
  return { actions, resources: [key] };
}

/**
 * EC2's Describe actions have no resource-level permissions.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
const NETWORK: Right = {
  actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
  resources: ["*"],
};

/** @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions */
function imageRight({ partition }: DeployedResource, uri: string): Right {
  const [, account = "*", region = "*", repository = "*"] =
    /^(\d+)\.dkr\.ecr\.([^.]+)\.[^/]+\/([^:@]+)/.exec(uri) ?? [];
  return {
    actions: [
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecr:GetRepositoryPolicy",
      "ecr:SetRepositoryPolicy",
    ],
    resources: [`arn:${partition}:ecr:${region}:${account}:repository/${repository}`],
  };
}
