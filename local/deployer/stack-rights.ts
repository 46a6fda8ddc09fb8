import { providerRegion } from "../terraform/resolve/provider-regions";
import type { RawResource, RawStack } from "../terraform/read/raw-module";
import { deployedModules, type DeployedModule } from "./deployed-modules";
import { apiGatewayRights } from "./api-gateway";
import { autoscalingRights } from "./autoscaling";
import { cloudwatchRights } from "./cloudwatch";
import { codedeployRights } from "./codedeploy";
import { connectedRights } from "./connected";
import { dynamodbRights } from "./dynamodb";
import { domainRights } from "./domains";
import { eventSourceRights } from "./event-sources";
import { iamRights } from "./iam";
import { keyAndUserRights } from "./keys-and-users";
import { lambdaRights } from "./lambda";
import { logsRights } from "./logs";
import { networkRights } from "./network";
import type { Right, RightsOf } from "./right";
import { s3Rights } from "./s3";
import { sqsRights } from "./sqs";
import { stateRights } from "./state";

/** The rights that each resource type and data source of the AWS provider needs. */
export const RIGHTS: Readonly<Record<string, RightsOf>> = {
  ...apiGatewayRights,
  ...autoscalingRights,
  ...cloudwatchRights,
  ...codedeployRights,
  ...connectedRights,
  ...domainRights,
  ...eventSourceRights,
  ...dynamodbRights,
  ...iamRights,
  ...keyAndUserRights,
  ...lambdaRights,
  ...logsRights,
  ...networkRights,
  ...s3Rights,
  ...sqsRights,
  // GetCallerIdentity needs no permission; the others don't call AWS.
  "data.aws_caller_identity": () => [],
  "data.aws_iam_policy_document": () => [],
  "data.aws_partition": () => [],
  "data.aws_region": () => [],
};

/** The AWS resources of a stack whose rights are unknown: their addresses by type. */
export function unknownResources(stack: RawStack): Map<string, string[]> {
  const unknown = new Map<string, string[]>();
  for (const { address: module, resources } of deployedModules(stack)) {
    for (const { type, address } of resources) {
      if (/^(data\.)?aws/.test(type) && !(type in RIGHTS)) {
        unknown.set(type, [...(unknown.get(type) ?? []), `${module}${address}`]);
      }
    }
  }
  return unknown;
}

/** The rights that deploying a stack needs. */
export function stackRights(stack: RawStack): readonly Right[] {
  const rights = deployedModules(stack).flatMap((module) =>
    module.resources.flatMap((resource) => {
      const region = regionOf(module, resource);
      const partition = partitionOf(region);
      const nameIn = (value: unknown) => nameOf(module, value);
      return RIGHTS[resource.type]?.({ block: resource.block, region, partition, nameIn }) ?? [];
    }),
  );
  const partition = partitionOf(regionOf(stack));
  return [...rights, ...stateRights(stack.backend, partition)];
}

function regionOf(
  { awsProviders }: Pick<DeployedModule, "awsProviders">,
  resource?: RawResource,
): string {
  const { provider: named, region: own } = resource?.block ?? {};
  const provider = typeof named === "string" ? named : undefined;
  const region =
    typeof own === "string"
      ? own
      : providerRegion(awsProviders, provider, process.env, (value) => value);
  return region.includes("${") ? "*" : region;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function nameOf(module: DeployedModule, value: unknown): string {
  if (typeof value !== "string") {
    return "*";
  }
  const [, type, name] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(value) ?? [];
  const named = module.resources.find((other) => other.type === type && other.name === name);
  if (named) {
    const { block } = named;
    return nameOf(module, block["function_name"] ?? block["name"] ?? block["bucket"]);
  }
  const [, input] = /^\$\{var\.([\w-]+)\}$/.exec(value) ?? [];
  if (input !== undefined && module.call) {
    return nameOf(module.call.caller, module.call.block[input]);
  }
  const [known = ""] = value.split("${");
  return known === value ? value : `${known}*`;
}
