import type { Variables } from "../attribute-reader";
import { attributeReader } from "../attribute-reader";
import type { Deployment } from "../computed";
import { computedAttribute } from "../computed";
import type { Scope } from "../expression/evaluate";
import { evaluate } from "../expression/evaluate";
import { parseTemplate } from "../expression/parse";
import { refuseWhole, resourceValue } from "../expression/resource-value";
import { withLocalUrls } from "./local-urls";
import { Memo } from "./memo";
import { providerRegion } from "./provider-regions";
import type { Block, RawResource, RawStack } from "../read/read-stack";
import type { Names } from "./references";
import { reference } from "./references";
import type { Instance } from "./repetition";
import { countedInstances, instancesForEach, repetition } from "./repetition";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { inputVariable } from "../variables/input-variable";
import { validate } from "../variables/validate";

/** What the synthesised JSON leaves open. */
export interface ResolveOptions {
  /** Where an API is served, by its Terraform address. */
  readonly apiUrl: (address: string) => string;
  /** Where TF_VAR_…, TF_WORKSPACE and AWS_REGION are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves the references of a stack as an apply would, each when it is read. */
export function resolveStack(raw: RawStack, options: ResolveOptions): ResolvedStack {
  return new Resolver(raw, options);
}

/** A resource that a block makes, and what tells it from the block's others. */
interface Made {
  readonly key: Instance["key"];
  readonly resource: ResolvedResource;
}

class Resolver implements ResolvedStack, Names {
  readonly folder: string;
  readonly files = new Set<string>();
  /** The account of AWS's own examples. */
  readonly accountId = "123456789012";
  readonly workspace: string;
  private readonly values = new Memo<Value>();
  private readonly made = new Memo<readonly Made[]>();
  private readonly regions = new Memo<string>();
  private readonly blocksByAddress: ReadonlyMap<string, RawResource>;

  constructor(
    private readonly raw: RawStack,
    private readonly options: ResolveOptions,
  ) {
    this.folder = raw.folder;
    this.workspace = options.environment["TF_WORKSPACE"] ?? "default";
    this.blocksByAddress = new Map(raw.resources.map((block) => [block.address, block]));
  }

  get region(): string {
    return this.regionOf(undefined);
  }

  ofType(type: string): ResolvedResource[] {
    return this.resources((block) => block.type === type);
  }

  all(): ResolvedResource[] {
    return this.resources(() => true);
  }

  blocks(): ResolvedResource[] {
    return this.raw.resources
      .filter((block) => !this.makesNone(block))
      .map((block) => this.resolvedResource(block, undefined, {}));
  }

  local(name: string): Value {
    const address = `local.${name}`;
    const value = this.raw.locals[name];
    if (value === undefined) {
      throw new StackError(`there is no ${address} in the stack`);
    }
    return this.values.once(address, () => this.resolve(value, {}));
  }

  variable(name: string): Value {
    const { variables, variableFiles: files } = this.raw;
    const declared = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!declared) {
      throw new StackError(`there is no variable ${name} in the stack`);
    }
    const { environment } = this.options;
    return this.values.once(`var.${name}`, () => {
      const value = inputVariable(name, declared, { files, environment });
      validate(name, declared, this.scopeWith(name, value));
      return value;
    });
  }

  resource(address: string): Value {
    const block = this.blocksByAddress.get(address);
    if (!block) {
      throw new StackError(`there is no ${address} in the stack`);
    }
    const made = this.resourcesOf(block).map(({ key, resource }) => {
      const read = (name: string) => this.attribute(resource, name);
      return { key, value: resourceValue(resource.address, read) };
    });
    const values = made.map(({ value }) => value);
    const repeated = repetition(block.block);
    if (repeated === undefined) {
      return values[0] ?? null;
    }
    if (repeated === "count") {
      return values;
    }
    return Object.fromEntries(made.map(({ key, value }) => [String(key), value]));
  }

  private attribute(resource: ResolvedResource, name: string): Value {
    const address = `${resource.address}.${name}`;
    return this.values.once(address, () => resource.value(name) ?? unknown(resource, address));
  }

  private resources(isWanted: (block: RawResource) => boolean): ResolvedResource[] {
    const blocks = this.raw.resources.filter(isWanted);
    return blocks.flatMap((block) => this.resourcesOf(block).map(({ resource }) => resource));
  }

  private resourcesOf(block: RawResource): readonly Made[] {
    return this.made.once(block.address, () =>
      this.instances(block).map(({ key, variables }) => ({
        key,
        resource: this.resolvedResource(block, key, variables),
      })),
    );
  }

  private makesNone(block: RawResource): boolean {
    try {
      return this.instances(block).length === 0;
    } catch (error) {
      if (error instanceof StackError) {
        return false;
      }
      throw error;
    }
  }

  private instances({ address, block }: RawResource): Instance[] {
    const argument = repetition(block);
    if (argument === undefined) {
      return [{ variables: {} }];
    }
    const make = argument === "count" ? countedInstances : instancesForEach;
    return placed(address, argument, () => make(this.resolve(block[argument] ?? null, {})));
  }

  private resolvedResource(
    { address, type, name, block }: RawResource,
    key: Instance["key"],
    variables: Variables,
  ): ResolvedResource {
    const computed = (attribute: string): Value | undefined =>
      computedAttribute(type, reader, attribute, this.deployment(block));
    const reader = attributeReader(
      {
        address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
        block,
        variables,
      },
      (place, attribute, raw, bound) =>
        placed(place, attribute, () => wholeValue(this.resolve(raw, bound))),
      computed,
    );
    return { ...reader, type, name };
  }

  private deployment(block: Block): Deployment {
    const provider = block["provider"];
    const region = () => this.regionOf(typeof provider === "string" ? provider : undefined);
    return {
      accountId: this.accountId,
      // Resources of other providers have none.
      get region() {
        return region();
      },
      apiUrl: this.options.apiUrl,
      find: (type, attribute, value) =>
        this.ofType(type).find((candidate) => candidate.value(attribute) === value),
    };
  }

  private regionOf(provider: string | undefined): string {
    const { environment } = this.options;
    const address = `provider.${provider ?? "aws"}`;
    return this.regions.once(address, () =>
      placed(address, "region", () =>
        providerRegion(this.raw.awsProviders, provider, environment, (value) =>
          this.resolve(value, {}),
        ),
      ),
    );
  }

  private resolve(value: Value, variables: Variables): Value {
    if (typeof value === "string") {
      const evaluated = evaluate(parseTemplate(value), this.scope(variables));
      return withLocalUrls(evaluated, this.options.apiUrl, (type) => this.ofType(type));
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item, variables));
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        String(this.resolve(key, variables)),
        this.resolve(inner, variables),
      ]),
    );
  }

  /** Where a variable has its value already, while its own rules are checked. */
  private scopeWith(variable: string, value: Value): Scope {
    const scope = this.scope({});
    return {
      ...scope,
      reference: (words) =>
        words[0] === "var" && words[1] === variable ? { value, taken: 2 } : scope.reference(words),
    };
  }

  private scope(variables: Variables): Scope {
    return {
      folder: this.folder,
      dependsOn: (file) => this.files.add(file),
      variables,
      reference: (words) => reference(words, this),
    };
  }
}

/** Adds to an error where it happened. */
function placed<T>(address: string, name: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const reason = (error as Error).message;
    const known = error instanceof StackError && reason.startsWith(`${address}:`);
    throw known ? error : new StackError(`${address}: ${name} can't be resolved: ${reason}`);
  }
}

function wholeValue(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    refuseWhole(value);
  }
  return value;
}

function unknown({ type, address: resource }: ResolvedResource, address: string): never {
  if (type === "data.terraform_remote_state") {
    throw new StackError(
      `${resource} reads the state of another stack, which the local runner doesn't have`,
    );
  }
  throw new StackError(`${address} is known only after an apply on AWS, or isn't an attribute`);
}
