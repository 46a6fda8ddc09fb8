import { resolveStack } from "../resolve/resolve-stack";
import type { ResolveOptions } from "../resolve/stack-context";
import type { Attributes, ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { ConfigurationFolder } from "./configuration-folder";
import type { PlanJson } from "./plan-json";
import type { ValuePath } from "./unknown-value";

/**
 * The configuration that a plan was made of, if it is in the folder that Terraform ran in: a plan has
 * no expressions of HCL, only their references. It is read when a value is missing.
 */
export class PlanConfiguration {
  private stack: ResolvedStack | undefined;
  private resources: ReadonlyMap<string, ResolvedResource> | undefined;

  constructor(
    private readonly folder: ConfigurationFolder,
    private readonly variables: NonNullable<PlanJson["variables"]>,
    private readonly options: ResolveOptions,
  ) {}

  /**
   * @param hasFakes whether a fake takes the place of what only AWS knows
   * @returns undefined if the configuration isn't there, or doesn't have the value
   */
  valueAt(address: string, path: ValuePath, hasFakes: boolean): Value | undefined {
    this.resources ??= this.read();
    const resource = this.resources.get(address);
    return resource && valueIn((hasFakes && this.stack?.withFakes(resource)) || resource, path);
  }

  /** Addresses of the attributes that were faked so far. */
  fakes(): string[] {
    return this.stack?.fakes() ?? [];
  }

  private read(): ReadonlyMap<string, ResolvedResource> {
    const configuration = this.folder.read();
    if (!configuration) {
      return new Map();
    }
    const values = Object.entries(this.variables).map(
      ([name, { value = null }]) => [name, () => value] as const,
    );
    const variableFiles = [{ file: "the plan", values: new Map(values) }];
    this.stack = resolveStack({ ...configuration, variableFiles }, this.options);
    return new Map(this.stack.all().map((resource) => [resource.address, resource]));
  }
}

function valueIn(attributes: Attributes, path: ValuePath): Value | undefined {
  const [name, index, ...inner] = path;
  if (typeof name !== "string") {
    return undefined;
  }
  if (typeof index !== "number" || inner.length === 0) {
    return path.slice(1).reduce<Value | undefined>(memberOf, attributes.value(name));
  }
  const blocks = attributes.blocks(name);
  // The order of a set is another one in the configuration.
  const [only, ...others] = blocks;
  return only && others.length === 0 ? valueIn(only, inner) : undefined;
}

function memberOf(value: Value | undefined, key: string | number): Value | undefined {
  if (typeof value !== "object" || value === null) {
    throw new StackError(`${key} is not in the value that the configuration has`);
  }
  return (value as Readonly<Record<string | number, Value>>)[key];
}
