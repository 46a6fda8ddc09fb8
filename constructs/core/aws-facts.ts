import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";

/** The account that the stack is deployed to. Its data source is made once a stack. */
export function accountId(scope: IConstruct): string {
  return onceAStack(scope, "CallerIdentity", DataAwsCallerIdentity).accountId;
}

/** The partition (`aws`, `aws-cn`, `aws-us-gov`) that the stack is deployed to. */
export function partition(scope: IConstruct): string {
  return partitionData(scope).partition;
}

/** What the host names of the partition's services end with (`amazonaws.com`, `amazonaws.com.cn`). */
export function dnsSuffix(scope: IConstruct): string {
  return partitionData(scope).dnsSuffix;
}

/** The region that the stack is deployed to. */
export function region(scope: IConstruct): string {
  // `id`, because provider 6 deprecates `name` and both majors have `id`.
  return onceAStack(scope, "Region", DataAwsRegion).id;
}

function partitionData(scope: IConstruct): DataAwsPartition {
  return onceAStack(scope, "Partition", DataAwsPartition);
}

function onceAStack<T extends Construct>(
  scope: IConstruct,
  id: string,
  Data: new (stack: TerraformStack, id: string) => T,
): T {
  const stack = TerraformStack.of(scope);
  const made = stack.node.tryFindChild(id);
  // Where a construct of the user's has the id, the stack refuses the second one.
  return made instanceof Data ? made : new Data(stack, id);
}
