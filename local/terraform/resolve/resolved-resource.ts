import type { Variables } from "../attribute-reader";
import { attributeReader } from "../attribute-reader";
import type { ApplyContext } from "../computed";
import { computedAttribute } from "../computed";
import { refuseWhole, resourceValue } from "../expression/resource-value";
import type { Block } from "../read/block";
import type { RawResource } from "../read/raw-module";
import { givenValue } from "../given-values";
import type { ResolvedResource, Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { Fakes } from "./fakes";
import type { StackContext } from "./stack-context";
import { identifying } from "./unknown-instances";
import { withAddress } from "./with-address";

/** Where a resource is, and what its expressions see. */
interface ResourceScope {
  /** In the stack: `module.api.aws_lambda_function.hello["a"]`. */
  readonly address: string;
  readonly variables: Variables;
  /** Why it isn't known which instances the block has. */
  readonly unknownInstances: StackError | undefined;
  readonly module: {
    resolve(value: Value, variables: Variables): Value;
    regionOf(provider: string | undefined): string;
  };
  readonly stack: StackContext;
  readonly dependencies: () => ResolvedResource[];
}

/** An instance of a resource, whose attributes are resolved when they are read. */
export function resolvedResource(
  { type, name, block }: RawResource,
  scope: ResourceScope,
): ResolvedResource {
  const { address, variables, unknownInstances, module, stack } = scope;
  const computed = (attribute: string): Value | undefined =>
    givenValue(stack.options.given ?? [], address, attribute) ??
    computedAttribute(type, reader, attribute, applyContext(block, scope));
  const self = resourceValue(address, (attribute) => attributeOf(resource, attribute));
  const reader = attributeReader(
    { address, block, variables: { ...variables, self } },
    (at, attribute, raw, bound) => {
      const resolve = () =>
        withAddress(at, attribute, () => wholeValue(module.resolve(raw, bound)));
      return unknownInstances ? identifying(attribute, unknownInstances, resolve) : resolve();
    },
    computed,
  );
  const resource = {
    ...reader,
    type,
    name,
    dependencies: scope.dependencies,
  };
  return resource;
}

/** @throws StackError if the configuration doesn't set the attribute and the runner can't compute it */
export function attributeOf(resource: ResolvedResource, name: string, fakes?: Fakes): Value {
  const value = resource.value(name);
  if (value !== undefined) {
    return value;
  }
  const address = `${resource.address}.${name}`;
  if (fakes) {
    return fakes.of(address);
  }
  if (resource.type === "data.terraform_remote_state") {
    throw new StackError(
      `${resource.address} reads the state of another stack, which the local runner doesn't have; ` +
        `pass --data '${address}.NAME=VALUE'`,
    );
  }
  throw new StackError(
    `${address} is known only after an apply on AWS, or isn't an attribute; ` +
      `pass --data '${address}=VALUE'`,
  );
}

function applyContext(
  { provider, region: own = null }: Block,
  { module, stack, variables }: ResourceScope,
): ApplyContext {
  return {
    accountId: stack.accountId,
    folder: stack.folder,
    runsCommands: stack.options.runsCommands ?? false,
    // Read lazily: a stack whose resources are of other providers has no region.
    get region() {
      // Since version 6 of the provider, a resource can have its own region.
      const region = module.resolve(own, variables);
      return typeof region === "string"
        ? region
        : module.regionOf(typeof provider === "string" ? provider : undefined);
    },
    apiUrl: stack.options.apiUrl,
    dependsOn: stack.dependsOn,
    find: (type, attribute, value) =>
      stack.ofType(type).find((candidate) => candidate.value(attribute) === value),
  };
}

function wholeValue(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    refuseWhole(value);
  }
  return value;
}
