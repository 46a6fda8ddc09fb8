import type { Variables } from "../attribute-reader";
import { evaluate } from "../expression/evaluate";
import { mapTexts } from "../expression/map-texts";
import { parseTemplate } from "../expression/parse";
import { resourceValue } from "../expression/resource-value";
import type { Scope } from "../expression/scope";
import type { ModuleCall, RawModule, RawResource } from "../read/raw-module";
import type { ResolvedResource, Value } from "../resolved-stack";
import { problemLines, StackError } from "../stack-error";
import { inputVariable } from "../variables/input-variable";
import { validate } from "../variables/validate";
import { withLocalUrls, withServiceUrls } from "./local-urls";
import { dependenciesOf, type DependencyScope } from "./dependencies";
import { Memo } from "./memo";
import type { CallInstance } from "./module-call";
import { checkInputs, containsBlock, inputOf, passedProvider } from "./module-call";
import { configuresProvider, providerRegion } from "./provider-regions";
import type { Names } from "./references";
import { reference } from "./references";
import type { Instance, InstanceScope } from "./repetition";
import { instanceScopes, valueOfInstances } from "./repetition";
import { attributeOf, resolvedResource } from "./resolved-resource";
import type { StackContext } from "./stack-context";
import { withAddress } from "./with-address";

/** The instance of a module, or the stack itself: what the names in its expressions mean. */
export class ModuleInstance implements Names, DependencyScope {
  private readonly resourceInstances: Memo<readonly Instance<ResolvedResource>[]>;
  private readonly moduleInstances: Memo<readonly Instance<ModuleInstance>[]>;
  private readonly blocksByAddress: ReadonlyMap<string, RawResource>;

  constructor(
    private readonly stack: StackContext,
    readonly raw: RawModule,
    /** What it is an instance of; undefined for the stack itself. */
    readonly call?: CallInstance<ModuleInstance>,
  ) {
    this.resourceInstances = new Memo(stack.underWay);
    this.moduleInstances = new Memo(stack.underWay);
    this.blocksByAddress = new Map(raw.resources.map((block) => [block.address, block]));
  }

  get folder(): string {
    return this.stack.folder;
  }

  get path(): string {
    return this.raw.path;
  }

  get workspace(): string {
    return this.stack.workspace;
  }

  /** The resources of the module, then those of the modules that it calls. */
  resources(isWanted: (block: RawResource) => boolean): ResolvedResource[] {
    const own = this.raw.resources.filter(isWanted);
    const calls = this.raw.moduleCalls.filter(({ module }) => containsBlock(module, isWanted));
    return [
      ...own.flatMap((block) => this.resourcesOf(block)),
      ...calls.flatMap((call) =>
        this.modulesOf(call).flatMap((module) => module.resources(isWanted)),
      ),
    ];
  }

  /** Why modules that are called, directly or not, can't be resolved. */
  problems(): string[] {
    return this.raw.moduleCalls.flatMap((call) => {
      try {
        return this.moduleInstancesOf(call).flatMap(({ is }) => is.problems());
      } catch (error) {
        return problemLines(error);
      }
    });
  }

  local(name: string): Value {
    const value = this.raw.locals[name];
    if (value === undefined) {
      throw this.missing(`local.${name}`);
    }
    return this.stack.values.once(this.addressOf(`local.${name}`), () => this.resolve(value, {}));
  }

  variable(name: string): Value {
    const { variables } = this.raw;
    const declared = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!declared) {
      throw this.missing(`variable ${name}`);
    }
    const address = this.addressOf(`var.${name}`);
    return this.stack.values.once(address, () => {
      const { variableFiles: files, options } = this.stack;
      const value = this.call
        ? inputOf(this.call, name, declared)
        : inputVariable(name, declared, { files, environment: options.environment });
      validate(address, declared, this.scopeWith(name, value));
      return value;
    });
  }

  resource(address: string): Value {
    const block = this.blocksByAddress.get(address);
    if (!block) {
      throw this.missing(address);
    }
    return valueOfInstances(block.block, this.resourceInstancesOf(block), (resource) =>
      resourceValue(resource.address, (name) => this.attribute(resource, name)),
    );
  }

  module(name: string): Value {
    const call = this.raw.moduleCalls.find((candidate) => candidate.name === name);
    if (!call) {
      throw this.missing(`module.${name}`);
    }
    return valueOfInstances(call.block, this.moduleInstancesOf(call), (module) => module.outputs());
  }

  regionOf(provider: string | undefined): string {
    const address = this.addressOf(`provider.${provider ?? "aws"}`);
    return this.stack.regions.once(address, () =>
      withAddress(address, "region", () => this.region(provider)),
    );
  }

  resolve(value: Value, variables: Variables): Value {
    return mapTexts(value, (text) => this.evaluated(text, variables));
  }

  private evaluated(text: string, variables: Variables): Value {
    const { fakes, options, ofType } = this.stack;
    const evaluated = () => evaluate(parseTemplate(text), this.scope(variables));
    const { apiUrl, serviceUrl = () => undefined } = options;
    const local = withLocalUrls(fakes ? fakes.orFake(evaluated) : evaluated(), apiUrl, ofType);
    return withServiceUrls(local, serviceUrl);
  }

  /** An object of all outputs; each is resolved on first use. */
  private outputs(): Value {
    const outputs = {};
    for (const [name, { value = null }] of Object.entries(this.raw.outputs)) {
      const address = this.addressOf(`output.${name}`);
      const get = () => this.stack.values.once(address, () => this.resolve(value, {}));
      Object.defineProperty(outputs, name, { enumerable: true, get });
    }
    return outputs;
  }

  private attribute(resource: ResolvedResource, name: string): Value {
    const address = `${resource.address}.${name}`;
    const { fakes, options } = this.stack;
    return this.stack.values.once(
      address,
      () => options.known?.(resource.address, name) ?? attributeOf(resource, name, fakes),
    );
  }

  /** A block whose instances can't be resolved is one resource, with mostly unknown attributes. */
  resourcesOf(block: RawResource): ResolvedResource[] {
    try {
      return this.resourceInstancesOf(block).map(({ is }) => is);
    } catch (error) {
      return [this.resolvedResource(block, {}, this.whyUnknown(error))];
    }
  }

  private resourceInstancesOf(block: RawResource): readonly Instance<ResolvedResource>[] {
    const address = this.addressOf(block.address);
    return this.resourceInstances.once(address, () =>
      instanceScopes(address, block.block, (value) => this.resolve(value, {})).map((scope) => ({
        key: scope.key,
        is: this.resolvedResource(block, scope),
      })),
    );
  }

  /** As `resourcesOf`: a module whose instances can't be resolved is one. */
  modulesOf(call: ModuleCall): ModuleInstance[] {
    if (call.module instanceof StackError) {
      return [];
    }
    try {
      return this.moduleInstancesOf(call).map(({ is }) => is);
    } catch (error) {
      return [this.called(call, {}, this.whyUnknown(error))];
    }
  }

  /** In a module whose own instances are unknown, other errors only follow from that. */
  private whyUnknown(error: unknown): StackError {
    const problems = problemLines(error).join("\n");
    return this.call?.unknownInstances ?? new StackError(problems);
  }

  private moduleInstancesOf(call: ModuleCall): readonly Instance<ModuleInstance>[] {
    const address = this.addressOf(`module.${call.name}`);
    return this.moduleInstances.once(address, () => {
      checkInputs(address, call);
      return instanceScopes(address, call.block, (value) => this.resolve(value, {})).map(
        (scope) => ({ key: scope.key, is: this.called(call, scope) }),
      );
    });
  }

  private called(
    { name, block, module }: ModuleCall,
    scope: Partial<InstanceScope>,
    unknownInstances = this.call?.unknownInstances,
  ): ModuleInstance {
    if (module instanceof StackError) {
      throw module;
    }
    return new ModuleInstance(this.stack, module, {
      address: this.addressOf(`module.${name}`, scope.key),
      caller: this,
      block,
      variables: scope.variables ?? {},
      unknownInstances,
    });
  }

  private resolvedResource(
    block: RawResource,
    scope: Partial<InstanceScope>,
    unknownInstances = this.call?.unknownInstances,
  ): ResolvedResource {
    return resolvedResource(block, {
      address: this.addressOf(block.address, scope.key),
      variables: scope.variables ?? {},
      unknownInstances,
      module: this,
      stack: this.stack,
      dependencies: () => dependenciesOf(this, block.block),
    });
  }

  private region(provider: string | undefined): string {
    const passed = this.call && passedProvider(this.call, this.raw.awsName, provider);
    if (this.call && passed !== undefined) {
      return this.call.caller.regionOf(passed);
    }
    const { awsProviders } = this.raw;
    if (this.call && provider === undefined && !configuresProvider(awsProviders)) {
      return this.call.caller.regionOf(undefined);
    }
    return providerRegion(awsProviders, provider, this.stack.options.environment, (value) =>
      this.resolve(value, {}),
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
      dependsOn: this.stack.dependsOn,
      variables,
      reference: (words) => reference(words, this),
    };
  }

  /** The address in the stack of something in this module. */
  addressOf(name: string, key?: InstanceScope["key"]): string {
    const address = this.call ? `${this.call.address}.${name}` : name;
    return key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
  }

  private missing(name: string): StackError {
    return new StackError(`there is no ${name} in ${this.call?.address ?? "the stack"}`);
  }
}
