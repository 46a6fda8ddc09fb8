import type { Variables } from "../attribute-reader";
import type { Block } from "../read/block";
import type { ModuleCall, RawModule, RawResource } from "../read/raw-module";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { variableValue } from "../variables/input-variable";
import { providerAlias, providerName } from "./provider-regions";
import { withAddress } from "./with-address";

/** The module that has a `module` block. */
interface Caller {
  resolve(value: Value, variables: Variables): Value;
  regionOf(provider: string | undefined): string;
}

/** An instance of a `module` block. */
export interface CallInstance<M extends Caller = Caller> {
  /** In the stack: `module.api["a"]`. */
  readonly address: string;
  readonly caller: M;
  readonly block: Block;
  /** What the block's arguments see besides the caller's names. */
  readonly variables: Variables;
  /** Why it isn't known which instances the block has. */
  readonly unknownInstances: StackError | undefined;
}

/** Arguments for Terraform itself, which aren't inputs of the module. */
const META_ARGUMENTS = new Set([
  "//",
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "providers",
  "source",
  "version",
]);

/** @throws StackError if the module can't be read, lacks a variable, or isn't given a required one */
export function checkInputs(address: string, { block, module }: ModuleCall): void {
  if (module instanceof StackError) {
    throw module;
  }
  const { variables } = module;
  const unknown = Object.keys(block).filter(
    (name) => !META_ARGUMENTS.has(name) && !Object.hasOwn(variables, name),
  );
  const missing = Object.entries(variables).filter(
    ([name, declared]) => !Object.hasOwn(block, name) && declared["default"] === undefined,
  );
  const problems = [
    ...unknown.map((name) => `${address}: ${name} is not a variable of the module`),
    ...missing.map(([name]) => `${address}: ${name} is missing; the module requires this variable`),
  ];
  if (problems.length > 0) {
    throw new StackError(problems.join("\n"));
  }
}

/** The value of a variable of a called module, before its validation rules are checked. */
export function inputOf(call: CallInstance, name: string, declared: Block): Value {
  const { address, caller, block, variables } = call;
  return withAddress(address, name, () => {
    const raw = Object.hasOwn(block, name) ? block[name] : undefined;
    const given = raw === undefined ? undefined : caller.resolve(raw, variables);
    const value = variableValue(declared, given);
    if (value === undefined) {
      throw new StackError("the module requires a value");
    }
    return value;
  });
}

/**
 * The provider of the caller that the module uses as its own provider of that name.
 * @param awsName the module's name for hashicorp/aws
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/module-providers
 */
export function passedProvider(
  { block }: CallInstance,
  awsName: string,
  named?: string,
): string | undefined {
  const { providers } = block;
  if (typeof providers !== "object" || providers === null || Array.isArray(providers)) {
    return undefined;
  }
  const alias = providerAlias(named);
  const passed = Object.entries(providers).find(
    ([name]) => providerName(name) === awsName && providerAlias(name) === alias,
  );
  return typeof passed?.[1] === "string" ? passed[1] : undefined;
}

/** Whether a module, or one that it calls, has such a block. */
export function containsBlock(
  module: RawModule | StackError,
  isWanted: (block: RawResource) => boolean,
): boolean {
  return (
    !(module instanceof StackError) &&
    (module.resources.some(isWanted) ||
      module.moduleCalls.some((call) => containsBlock(call.module, isWanted)))
  );
}
