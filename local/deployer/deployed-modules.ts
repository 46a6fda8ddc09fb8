import { StackError } from "../terraform/stack-error";
import type { Block } from "../terraform/read/block";
import type { ModuleCall, RawModule, RawResource } from "../terraform/read/raw-module";
import { providerAlias } from "../terraform/resolve/provider-regions";

/** The stack, or a module that it calls, directly or not. */
export interface DeployedModule {
  /** Empty for the stack; `module.queues.` for a module. */
  readonly address: string;
  readonly resources: readonly RawResource[];
  /** Its own ones, and those that it inherits or gets from its caller. */
  readonly awsProviders: readonly Block[];
  readonly call?: { readonly caller: DeployedModule; readonly block: Block };
}

/**
 * Each module once for each call of it.
 * @throws StackError if a module can't be read: the rights that it needs are unknown
 */
export function deployedModules(stack: RawModule): DeployedModule[] {
  return withCalled({ ...stack, address: "" }, stack);
}

function withCalled(module: DeployedModule, { moduleCalls }: RawModule): DeployedModule[] {
  return [module, ...moduleCalls.flatMap((call) => called(module, call))];
}

function called(caller: DeployedModule, { name, block, module }: ModuleCall): DeployedModule[] {
  if (module instanceof StackError) {
    throw module;
  }
  const { resources, awsProviders } = module;
  const providers = [...passed(block), ...awsProviders, ...caller.awsProviders.filter(isDefault)];
  const address = `${caller.address}module.${name}.`;
  return withCalled(
    { address, resources, awsProviders: providers, call: { caller, block } },
    module,
  );
}

/** The region of a provider that is passed by another name isn't looked up. */
function passed({ providers }: Block): Block[] {
  return Object.keys(providers ?? {}).map((name) => ({
    alias: providerAlias(name) ?? null,
    region: "${passed}",
  }));
}

function isDefault({ alias }: Block): boolean {
  return alias === undefined || alias === null;
}
