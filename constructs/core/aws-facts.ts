import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { isKnown } from "./known";

/** The account that the stack is deployed to. Each stack has one data source for it. */
export function accountId(scope: IConstruct): string {
  return oncePerStack(scope, "CallerIdentity", DataAwsCallerIdentity).accountId;
}

/** The partition (`aws`, `aws-cn`, `aws-us-gov`) that the stack is deployed to. */
export function partition(scope: IConstruct): string {
  return partitionData(scope).partition;
}

/** The domain of the partition's services: `amazonaws.com`, or `amazonaws.com.cn` in China. */
export function dnsSuffix(scope: IConstruct): string {
  return partitionData(scope).dnsSuffix;
}

/** The region that the stack is deployed to. */
export function region(scope: IConstruct): string {
  // `id`, because provider 6 deprecates `name` and both majors have `id`.
  return oncePerStack(scope, "Region", DataAwsRegion).id;
}

/** The region of the stack's AWS provider, if it is known at synth. */
export function knownRegion(scope: IConstruct): string | undefined {
  const providers = TerraformStack.of(scope).node.children.filter(
    (child) => child instanceof AwsProvider,
  );
  const region = providers.find(({ alias }) => alias === undefined)?.regionInput;
  return isKnown(region) ? region : undefined;
}

function partitionData(scope: IConstruct): DataAwsPartition {
  return oncePerStack(scope, "Partition", DataAwsPartition);
}

function oncePerStack<T extends Construct>(
  scope: IConstruct,
  id: string,
  Data: new (stack: TerraformStack, id: string) => T,
): T {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(id);
  // If another kind of construct has this id, CDKTF reports the duplicate.
  return existing instanceof Data ? existing : new Data(stack, id);
}
