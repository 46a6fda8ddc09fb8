import path from "node:path";
import { refuseUselessValues } from "../given-values";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { withLocalUrls, withServiceUrls } from "../resolve/local-urls";
import { Memo } from "../resolve/memo";
import { resolvedResource } from "../resolve/resolved-resource";
import type { ResolveOptions, StackContext } from "../resolve/stack-context";
import { mapAll, StackError } from "../stack-error";
import { accountOf, deployedRegionOf } from "./account";
import type { PlanJson, StateJson } from "./plan-json";
import { PlanConfiguration } from "./plan-configuration";
import type { PlanContext } from "./plan-module";
import { PlanModule } from "./plan-module";
import type { PlannedResource } from "./planned-resources";
import { moduleSteps, plannedResources, stateResources } from "./planned-resources";
import { isPlan } from "./read-plan";
import { setNames } from "./set-names";
import type { UnknownValue } from "./unknown-value";
import { asUnknown, hasUnknown } from "./unknown-value";

const EXAMPLE_ACCOUNT = "123456789012";

/**
 * The resources that a plan or a state has. What isn't known yet is inferred from the plan's
 * configuration when it is read, or computed as for a synthesised stack.
 * @param folder where Terraform ran: relative paths in the plan start there
 * @param assume called with what is assumed about a value that is known only after an apply
 * @throws StackError for a given value that would have no effect
 */
export function resolvePlan(
  plan: PlanJson | StateJson,
  folder: string,
  options: ResolveOptions,
  assume: (assumption: string) => void,
): ResolvedStack {
  const stack = new PlanResolver(plan, path.resolve(folder), options, assume);
  refuseUselessValues(
    options.given ?? [],
    stack,
    (address, attribute) => stack.known(address, attribute) !== undefined,
  );
  return stack;
}

class PlanResolver implements ResolvedStack {
  readonly files = new Set<string>();
  readonly isState: boolean;
  readonly accountId: string;
  private readonly resources: readonly PlannedResource[];
  private readonly read = new Map<PlannedResource, ResolvedResource>();
  private readonly values = new Memo<Value>(new Set());
  private readonly root: PlanModule;
  private readonly configuration: PlanConfiguration;
  private readonly byAddress: ReadonlyMap<string, PlannedResource>;
  private readonly plan: Partial<PlanJson>;
  private readonly state: StateJson["values"];

  constructor(
    plan: PlanJson | StateJson,
    readonly folder: string,
    private readonly options: ResolveOptions,
    private readonly assume: (assumption: string) => void,
  ) {
    this.isState = !isPlan(plan);
    this.plan = isPlan(plan) ? plan : {};
    this.state = isPlan(plan) ? plan.prior_state?.values : plan.values;
    this.resources = isPlan(plan) ? plannedResources(plan) : stateResources(plan);
    this.accountId =
      options.accountId ?? accountOf({ prior_state: { values: this.state } }) ?? EXAMPLE_ACCOUNT;
    this.byAddress = new Map(this.resources.map((one) => [one.address, one]));
    this.configuration = new PlanConfiguration(folder, this.plan.variables ?? {}, {
      ...options,
      accountId: this.accountId,
      known: (address, attribute) => this.known(address, attribute),
    });
    this.root = new PlanModule(this.moduleContext(), this.plan.configuration?.root_module ?? {});
  }

  get region(): string {
    return this.regionOf("aws");
  }

  ofType(type: string): ResolvedResource[] {
    return this.resources.filter((one) => one.type === type).map((one) => this.resolved(one));
  }

  all(): ResolvedResource[] {
    return this.resources.map((one) => this.resolved(one));
  }

  blocks(): ResolvedResource[] {
    const first = new Map<string, PlannedResource>();
    for (const resource of this.resources) {
      const modules = moduleSteps(resource.module).map(({ name }) => name);
      const block = [...modules, resource.type, resource.name].join(".");
      first.set(block, first.get(block) ?? resource);
    }
    return [...first.values()].map((one) => this.resolved(one));
  }

  /** A plan doesn't have the expressions that a fake would be a part of. */
  withFakes(resource: ResolvedResource): ResolvedResource {
    return resource;
  }

  fakes(): string[] {
    return [];
  }

  /** Terraform has read all modules. */
  moduleProblems(): string[] {
    return [];
  }

  /** The value of an attribute, if the plan has all of it. */
  known(address: string, attribute: string): Value | undefined {
    const value = this.byAddress.get(address)?.block[attribute] ?? undefined;
    return value === undefined || hasUnknown(value) ? undefined : value;
  }

  private resolved(planned: PlannedResource): ResolvedResource {
    const known = this.read.get(planned);
    if (known) {
      return known;
    }
    const { address, type, name, configuration } = planned;
    const block = { ...planned.block, depends_on: [...planned.dependsOn] };
    const resource = resolvedResource(
      { address: `${type}.${name}`, type, name, block },
      {
        address,
        variables: {},
        unknownInstances: undefined,
        module: {
          resolve: (value) => this.resolve(value, planned),
          regionOf: () => this.regionOf(configuration?.provider_config_key ?? "aws"),
        },
        stack: this.stackContext(),
        dependencies: () => [],
      },
    );
    const read = { ...resource, names: () => setNames(planned) };
    this.read.set(planned, read);
    return read;
  }

  private resolve(value: Value, planned: PlannedResource): Value {
    const unknown = asUnknown(value);
    if (unknown) {
      return this.localUrls(this.inferred(unknown, planned));
    }
    if (Array.isArray(value)) {
      return mapAll(value, (item) => this.resolve(item, planned));
    }
    if (typeof value !== "object" || value === null) {
      return this.localUrls(value);
    }
    return Object.fromEntries(
      mapAll(Object.entries(value), ([name, inner]) => [name, this.resolve(inner, planned)]),
    );
  }

  /** Terraform's JSON is part of a plan, HCL isn't. */
  private inferred({ expression, attribute, path: at }: UnknownValue, planned: PlannedResource) {
    const { address, key, module, configuration = {} } = planned;
    const isText = expression?.constant_value !== undefined;
    const configured = isText ? undefined : this.configuration.valueAt(address, at);
    if (configured !== undefined) {
      return configured;
    }
    if (!expression) {
      throw new StackError("it is known only after an apply, and a plan has no dynamic blocks");
    }
    const instance = { address, key, repetition: configuration };
    return this.moduleAt(module).valueOf(expression, attribute, instance);
  }

  private localUrls(value: Value): Value {
    const { apiUrl, serviceUrl = () => undefined } = this.options;
    const local = withLocalUrls(value, apiUrl, (type) => this.ofType(type));
    return withServiceUrls(local, serviceUrl);
  }

  private moduleAt(address: string): PlanModule {
    return moduleSteps(address).reduce(
      (module, { name, key }) => module.called(name, key),
      this.root,
    );
  }

  /** The region of a provider, by its key in the plan's configuration. */
  private regionOf(provider: string): string {
    const providers = this.plan.configuration?.provider_config ?? {};
    const { region } = (providers[provider] ?? providers["aws"])?.expressions ?? {};
    if (region && !Array.isArray(region)) {
      const instance = { address: provider, key: undefined, repetition: {} };
      return String(this.root.valueOf(region, undefined, instance));
    }
    const { AWS_REGION, AWS_DEFAULT_REGION } = this.options.environment;
    return deployedRegionOf(this.state) ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1";
  }

  private moduleContext(): PlanContext {
    const modules = [...new Set(this.resources.map(({ module }) => module))];
    const byModule = new Map(
      modules.map((module) => [module, this.resources.filter((one) => one.module === module)]),
    );
    return {
      folder: this.folder,
      workspace: this.options.environment["TF_WORKSPACE"] ?? "default",
      variables: this.plan.variables ?? {},
      resourcesIn: (module) => byModule.get(module) ?? [],
      keysOf: (module, name) => [...new Set(keysOf(modules, module, name))],
      resolved: (resource) => this.resolved(resource),
      once: (address, make) => this.values.once(address, make),
      assume: this.assume,
    };
  }

  private stackContext(): StackContext {
    return {
      folder: this.folder,
      accountId: this.accountId,
      workspace: this.options.environment["TF_WORKSPACE"] ?? "default",
      options: this.options,
      variableFiles: [],
      underWay: new Set(),
      values: this.values,
      regions: new Memo(new Set()),
      dependsOn: () => undefined,
      ofType: (type) => this.ofType(type),
    };
  }
}

/** The keys of the instances of a module among the addresses of all module instances. */
function keysOf(addresses: readonly string[], parent: string, name: string): (string | number)[] {
  const start = parent === "" ? `module.${name}[` : `${parent}.module.${name}[`;
  const depth = moduleSteps(parent).length;
  return addresses
    .filter((address) => address.startsWith(start))
    .flatMap((address) => moduleSteps(address)[depth]?.key ?? []);
}
