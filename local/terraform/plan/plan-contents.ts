import type { Value } from "../resolved-stack";
import { accountOf, deployedRegionOf } from "./account";
import type { Configuration, PlanJson, StateJson, ValueExpression } from "./plan-json";
import type { PlannedResource } from "./planned-resources";
import { moduleSteps, plannedResources, stateResources } from "./planned-resources";
import { isPlan } from "./read-plan";
import { hasUnknown } from "./unknown-value";

/** What a plan or a state has. */
export class PlanContents {
  readonly isState: boolean;
  readonly resources: readonly PlannedResource[];
  /** Values of the root module's variables. A state has none. */
  readonly variables: NonNullable<PlanJson["variables"]>;
  /** Undefined for a state. */
  readonly configuration: Configuration | undefined;
  private readonly state: StateJson["values"];
  private readonly byAddress: ReadonlyMap<string, PlannedResource>;
  /** Addresses of the module instances that have resources. */
  private readonly modules: ReadonlySet<string>;
  private readonly inModules = new Map<string, readonly PlannedResource[]>();

  constructor(plan: PlanJson | StateJson) {
    this.isState = !isPlan(plan);
    this.state = isPlan(plan) ? plan.prior_state?.values : plan.values;
    this.resources = isPlan(plan) ? plannedResources(plan) : stateResources(plan);
    this.variables = (isPlan(plan) ? plan.variables : undefined) ?? {};
    this.configuration = isPlan(plan) ? plan.configuration : undefined;
    this.byAddress = new Map(this.resources.map((one) => [one.address, one]));
    this.modules = new Set(this.resources.map(({ module }) => module));
  }

  /** The AWS account of the deployed resources. Undefined before the first apply. */
  get accountId(): string | undefined {
    return accountOf({ prior_state: { values: this.state } });
  }

  /** The region of the deployed resources. Undefined before the first apply. */
  get deployedRegion(): string | undefined {
    return deployedRegionOf(this.state);
  }

  /** What the configuration sets the region of a provider to, by its key there. */
  regionExpression(provider: string): ValueExpression | undefined {
    const providers = this.configuration?.provider_config ?? {};
    const { region } = (providers[provider] ?? providers["aws"])?.expressions ?? {};
    return region && !Array.isArray(region) ? (region as ValueExpression) : undefined;
  }

  /** The value of an attribute, if the plan has all of it. */
  known(address: string, attribute: string): Value | undefined {
    const value = this.byAddress.get(address)?.block[attribute] ?? undefined;
    return value === undefined || hasUnknown(value) ? undefined : value;
  }

  /** The resources in a module instance. */
  resourcesIn(module: string): readonly PlannedResource[] {
    const known = this.inModules.get(module);
    const resources = known ?? this.resources.filter((one) => one.module === module);
    this.inModules.set(module, resources);
    return resources;
  }

  /** The keys of the instances of a module, as far as they have resources. */
  keysOf(parent: string, name: string): readonly (string | number)[] {
    const start = parent === "" ? `module.${name}[` : `${parent}.module.${name}[`;
    const depth = moduleSteps(parent).length;
    const keys = [...this.modules]
      .filter((address) => address.startsWith(start))
      .flatMap((address) => moduleSteps(address)[depth]?.key ?? []);
    return [...new Set(keys)];
  }
}
