import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { TerraformElement } from "cdktf";
import { TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { resolved } from "../core/resolved";

interface FunctionConstruct extends Construct {
  readonly resource: LambdaFunction;
}

/** An alias or an event source mapping. */
interface FunctionReference extends TerraformResource {
  readonly functionNameInput?: string;
}

/** An event source mapping: only one of a stream has a position. */
interface Mapping extends FunctionReference {
  readonly startingPositionInput?: string;
}

interface Queue extends TerraformResource {
  readonly name: string;
}

/** Whether a stream is an event source of the function or an alias, as far as the stack has it now. */
export function readsStream({ resource }: FunctionConstruct): boolean {
  const isOfFunction = ({ functionNameInput }: FunctionReference) =>
    refersTo(resource, functionNameInput, resource);
  const aliases = resourcesBeside<FunctionReference>(resource, "aws_lambda_alias");
  const targets = [resource, ...aliases.filter(isOfFunction)];
  return resourcesBeside<Mapping>(resource, "aws_lambda_event_source_mapping").some(
    ({ functionNameInput, startingPositionInput }) =>
      startingPositionInput !== undefined &&
      targets.some((target) => refersTo(resource, functionNameInput, target)),
  );
}

/** The queue of the stack that the function's failed events go to. */
export function deadLetterQueueOf({ resource }: FunctionConstruct): Queue | undefined {
  const target = resource.deadLetterConfigInput?.targetArn;
  return resourcesBeside<Queue>(resource, "aws_sqs_queue").find((queue) =>
    refersTo(resource, target, queue),
  );
}

/** The resources of a type in the stack, without the provider's class, which takes long to load. */
function resourcesBeside<T extends TerraformResource>(
  element: TerraformElement,
  type: string,
): T[] {
  return TerraformStack.of(element)
    .node.findAll()
    .filter((child): child is T => {
      return TerraformResource.isTerraformResource(child) && child.terraformResourceType === type;
    });
}

function refersTo(scope: TerraformElement, value: unknown, target: TerraformResource): boolean {
  const address = `${target.terraformResourceType}.${target.friendlyUniqueId}`;
  return String(resolved(scope, value)).startsWith(`\${${address}.`);
}
