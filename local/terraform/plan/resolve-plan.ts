import { refuseUselessValues } from "../given-values";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { Fakes } from "../resolve/fakes";
import { withLocalUrls, withServiceUrls } from "../resolve/local-urls";
import { Memo } from "../resolve/memo";
import { resolvedResource } from "../resolve/resolved-resource";
import type { ResolveOptions, StackContext } from "../resolve/stack-context";
import { mapAll, StackError } from "../stack-error";
import type { ConfigurationFolder } from "./configuration-folder";
import type { PlanJson, StateJson } from "./plan-json";
import { PlanConfiguration } from "./plan-configuration";
import { PlanContents } from "./plan-contents";
import type { PlanContext } from "./plan-module";
import { PlanModule } from "./plan-module";
import type { PlannedResource } from "./planned-resources";
import { moduleSteps } from "./planned-resources";
import { setNames } from "./set-names";
import type { UnknownValue } from "./unknown-value";
import { asUnknown } from "./unknown-value";

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
  folder: ConfigurationFolder,
  options: ResolveOptions,
  assume: (assumption: string) => void,
): ResolvedStack {
  const contents = new PlanContents(plan);
  const accountId = options.accountId ?? contents.accountId ?? EXAMPLE_ACCOUNT;
  const configuration = new PlanConfiguration(folder, contents.variables, {
    ...options,
    accountId,
    known: (address, attribute) => contents.known(address, attribute),
  });
  const settings = { folder: folder.path, accountId, options, assume };
  const stack = new PlanResolver(contents, configuration, settings);
  refuseUselessValues(
    options.given ?? [],
    stack,
    (address, attribute) => contents.known(address, attribute) !== undefined,
  );
  return stack;
}

interface Settings {
  /** Absolute. */
  readonly folder: string;
  readonly accountId: string;
  readonly options: ResolveOptions;
  readonly assume: (assumption: string) => void;
}

class PlanResolver implements ResolvedStack {
  readonly files = new Set<string>();
  readonly folder: string;
  readonly accountId: string;
  readonly isState: boolean;
  private readonly read = new Map<PlannedResource, ResolvedResource>();
  private readonly values: Memo<Value>;
  private readonly root: PlanModule;
  /** The same plan with fakes: nothing that is resolved with them may reach a value without them. */
  private withAllFakes: PlanResolver | undefined;

  /** @param fakes makes what only AWS knows. @default it can't be resolved */
  constructor(
    private readonly plan: PlanContents,
    private readonly configuration: PlanConfiguration,
    private readonly settings: Settings,
    private readonly underWay = new Set<string>(),
    private readonly fakesMade?: Fakes,
  ) {
    this.folder = settings.folder;
    this.accountId = settings.accountId;
    this.isState = plan.isState;
    this.values = new Memo(underWay, (address) => fakesMade?.readAgain(address));
    this.root = new PlanModule(this.moduleContext(), plan.configuration?.root_module ?? {});
  }

  get region(): string {
    return this.regionOf("aws");
  }

  ofType(type: string): ResolvedResource[] {
    return this.plan.resources.filter((one) => one.type === type).map((one) => this.resolved(one));
  }

  all(): ResolvedResource[] {
    return this.plan.resources.map((one) => this.resolved(one));
  }

  withFakes(resource: ResolvedResource): ResolvedResource {
    this.withAllFakes ??= this.faked();
    const faked = this.withAllFakes.ofType(resource.type);
    return faked.find(({ address }) => address === resource.address) ?? resource;
  }

  fakes(): string[] {
    const made = this.withAllFakes?.fakesMade?.addresses ?? [];
    return [...new Set([...made, ...this.configuration.fakes()])];
  }

  /** Terraform has read all modules. */
  moduleProblems(): string[] {
    return [];
  }

  private faked(): PlanResolver {
    const underWay = new Set<string>();
    const fakes = new Fakes(underWay);
    return new PlanResolver(this.plan, this.configuration, this.settings, underWay, fakes);
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
      const inferred = () => this.inferred(unknown, planned);
      return this.localUrls(this.fakesMade ? this.fakesMade.orFake(inferred) : inferred());
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
    const hasFakes = this.fakesMade !== undefined;
    const configured = isText ? undefined : this.configuration.valueAt(address, at, hasFakes);
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
    const { apiUrl, serviceUrl = () => undefined } = this.settings.options;
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
    const expression = this.plan.regionExpression(provider);
    if (expression) {
      const instance = { address: provider, key: undefined, repetition: {} };
      return String(this.root.valueOf(expression, undefined, instance));
    }
    const { AWS_REGION, AWS_DEFAULT_REGION } = this.settings.options.environment;
    return this.plan.deployedRegion ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1";
  }

  private get workspace(): string {
    return this.settings.options.environment["TF_WORKSPACE"] ?? "default";
  }

  private moduleContext(): PlanContext {
    const { plan, folder, workspace } = this;
    return {
      folder,
      workspace,
      variables: plan.variables,
      resourcesIn: (module) => plan.resourcesIn(module),
      keysOf: (module, name) => plan.keysOf(module, name),
      resolved: (resource) => this.resolved(resource),
      once: (address, make) => this.values.once(address, make),
      assume: this.settings.assume,
      fakes: this.fakesMade,
    };
  }

  private stackContext(): StackContext {
    const { folder, accountId, workspace, values, underWay } = this;
    return {
      folder,
      accountId,
      workspace,
      options: this.settings.options,
      variableFiles: [],
      underWay,
      values,
      regions: new Memo(new Set()),
      dependsOn: () => undefined,
      ofType: (type) => this.ofType(type),
    };
  }
}
