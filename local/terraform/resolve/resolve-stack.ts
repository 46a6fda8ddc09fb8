import type { Variables } from "../attribute-reader";
import { attributeReader } from "../attribute-reader";
import type { ApplyContext } from "../computed";
import { computedAttribute } from "../computed";
import { evaluate } from "../expression/evaluate";
import { parseTemplate } from "../expression/parse";
import { refuseWhole, resourceValue } from "../expression/resource-value";
import type { Scope } from "../expression/scope";
import { withLocalUrls, withServiceUrls } from "./local-urls";
import { Memo } from "./memo";
import { providerRegion } from "./provider-regions";
import type { Block, RawResource, RawStack } from "../read/read-stack";
import type { Names } from "./references";
import { reference } from "./references";
import type { InstanceScope } from "./repetition";
import { countedInstances, instancesForEach, repetition } from "./repetition";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { mapAll, problemLines, StackError } from "../stack-error";
import { identifying } from "./unknown-instances";
import { inputVariable } from "../variables/input-variable";
import { validate } from "../variables/validate";

/** Values that the synthesised JSON does not contain. */
export interface ResolveOptions {
  /** Where an API is served, by its Terraform address. */
  readonly apiUrl: (address: string) => string;
  /** Where an AWS service such as `sqs` is served. @default on AWS */
  readonly serviceUrl?: (service: string) => string | undefined;
  /** Where TF_VAR_…, TF_WORKSPACE and AWS_REGION are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** AWS account of computed ARNs. @default the account of AWS's own examples */
  readonly accountId?: string | undefined;
}

const EXAMPLE_ACCOUNT = "123456789012";

/** Resolves the references of a stack as an apply would, each when it is read. */
export function resolveStack(raw: RawStack, options: ResolveOptions): ResolvedStack {
  return new Resolver(raw, options);
}

/** A resource instance of a block. */
interface Instance {
  /** Its key among the instances of a block with `count` or `for_each`. */
  readonly key: InstanceScope["key"];
  readonly resource: ResolvedResource;
}

class Resolver implements ResolvedStack, Names {
  readonly folder: string;
  readonly files = new Set<string>();
  readonly accountId: string;
  readonly workspace: string;
  private readonly values = new Memo<Value>();
  private readonly instances = new Memo<readonly Instance[]>();
  private readonly regions = new Memo<string>();
  private readonly blocksByAddress: ReadonlyMap<string, RawResource>;

  constructor(
    private readonly raw: RawStack,
    private readonly options: ResolveOptions,
  ) {
    this.folder = raw.folder;
    this.accountId = options.accountId ?? EXAMPLE_ACCOUNT;
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
      .filter((block) => !this.hasNoInstance(block))
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
    const instances = this.instancesOf(block).map(({ key, resource }) => {
      const read = (name: string) => this.attribute(resource, name);
      return { key, value: resourceValue(resource.address, read) };
    });
    const values = instances.map(({ value }) => value);
    const repeated = repetition(block.block);
    if (repeated === undefined) {
      return values[0] ?? null;
    }
    if (repeated === "count") {
      return values;
    }
    return Object.fromEntries(instances.map(({ key, value }) => [String(key), value]));
  }

  private attribute(resource: ResolvedResource, name: string): Value {
    const address = `${resource.address}.${name}`;
    return this.values.once(address, () => resource.value(name) ?? unknown(resource, address));
  }

  private resources(isWanted: (block: RawResource) => boolean): ResolvedResource[] {
    const blocks = this.raw.resources.filter(isWanted);
    return blocks.flatMap((block) => this.resourcesOf(block));
  }

  /** A block whose instances can't be resolved is one resource, with mostly unknown attributes. */
  private resourcesOf(block: RawResource): ResolvedResource[] {
    try {
      return this.instancesOf(block).map(({ resource }) => resource);
    } catch (error) {
      const reason = new StackError(problemLines(error).join("\n"));
      return [this.resolvedResource(block, undefined, {}, reason)];
    }
  }

  private instancesOf(block: RawResource): readonly Instance[] {
    return this.instances.once(block.address, () =>
      this.instanceScopes(block).map(({ key, variables }) => ({
        key,
        resource: this.resolvedResource(block, key, variables),
      })),
    );
  }

  private hasNoInstance(block: RawResource): boolean {
    try {
      return this.instanceScopes(block).length === 0;
    } catch (error) {
      if (error instanceof StackError) {
        return false;
      }
      throw error;
    }
  }

  private instanceScopes({ address, block }: RawResource): InstanceScope[] {
    const argument = repetition(block);
    if (argument === undefined) {
      return [{ variables: {} }];
    }
    const expand = argument === "count" ? countedInstances : instancesForEach;
    return withAddress(address, argument, () => expand(this.resolve(block[argument] ?? null, {})));
  }

  private resolvedResource(
    { address, type, name, block }: RawResource,
    key: InstanceScope["key"],
    variables: Variables,
    unknownInstances?: StackError,
  ): ResolvedResource {
    const computed = (attribute: string): Value | undefined =>
      computedAttribute(type, reader, attribute, this.applyContext(block));
    const reader = attributeReader(
      {
        address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
        block,
        variables,
      },
      (at, attribute, raw, bound) => {
        const resolve = () =>
          withAddress(at, attribute, () => wholeValue(this.resolve(raw, bound)));
        return unknownInstances ? identifying(attribute, unknownInstances, resolve) : resolve();
      },
      computed,
    );
    return { ...reader, type, name };
  }

  private applyContext(block: Block): ApplyContext {
    const provider = block["provider"];
    const region = () => this.regionOf(typeof provider === "string" ? provider : undefined);
    return {
      accountId: this.accountId,
      // Read lazily: a stack whose resources are of other providers has no region.
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
      withAddress(address, "region", () =>
        providerRegion(this.raw.awsProviders, provider, environment, (value) =>
          this.resolve(value, {}),
        ),
      ),
    );
  }

  private resolve(value: Value, variables: Variables): Value {
    if (typeof value === "string") {
      const evaluated = evaluate(parseTemplate(value), this.scope(variables));
      const { apiUrl, serviceUrl = () => undefined } = this.options;
      const local = withLocalUrls(evaluated, apiUrl, (type) => this.ofType(type));
      return withServiceUrls(local, serviceUrl);
    }
    if (Array.isArray(value)) {
      return mapAll(value, (item) => this.resolve(item, variables));
    }
    if (typeof value !== "object" || value === null) {
      return value;
    }
    return Object.fromEntries(
      mapAll(Object.entries(value), ([key, inner]) => [
        String(this.resolve(key, variables)),
        this.resolve(inner, variables),
      ]),
    );
  }

  /** The scope of a variable's own validation rules, which refer to its value. */
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

/** Adds the address and the attribute to the message of an error. */
function withAddress<T>(address: string, name: string, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    const lines = (error as Error).message.split("\n");
    const isKnown = (line: string) => error instanceof StackError && line.startsWith(`${address}:`);
    const problems = lines.map((line) =>
      isKnown(line) ? line : `${address}: ${name} can't be resolved: ${line}`,
    );
    throw new StackError(problems.join("\n"));
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
