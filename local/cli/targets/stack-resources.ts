import type { ResolvedResource } from "../../terraform";
import type { NamedResource } from "../../testing/named-resources";
import { findNamed, matching, namedResources } from "../../testing/named-resources";
import { UsageError } from "../command";
import type { NamedStack } from "../project/read-stacks";

/** A resource that a name on the command line may mean. */
export interface StackResource extends NamedResource {
  readonly inStack: NamedStack;
  readonly resource: ResolvedResource;
}

/** A function by what AWS calls it. */
export interface DeployedFunction {
  readonly functionName: string;
  /** The stack's; undefined if the command line has the name on AWS. */
  readonly region?: string;
}

const FUNCTIONS = { aws_lambda_function: "function_name" };

/**
 * The function that a name means in one of the stacks.
 * @param name on AWS, Terraform address, construct's path, or a construct id that leads to one only
 * @returns undefined if no stack has it
 * @throws UsageError if several stacks have it
 * @throws Error if a stack has several, or if its name can't be resolved
 */
export function functionNamed(
  stacks: readonly NamedStack[],
  name: string,
): DeployedFunction | undefined {
  const functions = stacks.flatMap((stack) => resourcesOf(stack, FUNCTIONS));
  if (functions.some((one) => one.name === name)) {
    return { functionName: name };
  }
  const found = findOne("function", functions, name);
  return found && deployed(found);
}

/** The resources of some types, with the attribute that is their name on AWS. */
export function resourcesOf(
  inStack: NamedStack,
  types: Readonly<Record<string, string>>,
): StackResource[] {
  const { stack } = inStack;
  const resources = Object.keys(types).flatMap((type) => stack.ofType(type));
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  return namedResources(stack, types).flatMap((one) => {
    const resource = byAddress.get(one.address);
    return resource ? [{ ...one, inStack, resource }] : [];
  });
}

/**
 * @returns undefined if none has the name
 * @throws UsageError if several stacks have it
 * @throws Error if a stack has several
 */
export function findOne(
  what: string,
  all: readonly StackResource[],
  name: string,
): StackResource | undefined {
  const found = matching(name, all);
  const names = [...new Set(found.map(({ inStack }) => inStack.name))];
  if (names.length > 1) {
    throw new UsageError(
      `${name} is in several stacks. Name one with --stack: ${names.join(", ")}.`,
    );
  }
  return found.length === 0 ? undefined : findNamed(what, name, found);
}

function deployed({ address, resource, inStack }: StackResource): DeployedFunction {
  const functionName = resource.string("function_name");
  if (functionName === undefined) {
    throw new Error(`${address} has no function_name. Pass the function's name or ARN.`);
  }
  return { functionName, region: inStack.stack.region };
}
