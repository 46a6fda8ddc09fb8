import type { Block } from "../read/block";
import type {
  Configuration,
  Marks,
  ModuleConfiguration,
  PlanJson,
  ResourceConfiguration,
  StateJson,
  StateModule,
  StateResource,
  Values,
} from "./plan-json";
import { plannedBlock } from "./planned-block";

/** An instance of a resource or data source, as an apply of the plan leaves it. */
export interface PlannedResource {
  /** In the stack: `module.api.aws_lambda_function.hello["a"]`. */
  readonly address: string;
  /** `aws_lambda_function`, or `data.archive_file` for a data source. */
  readonly type: string;
  readonly name: string;
  /** Key of an instance of a block with `count` or `for_each`. */
  readonly key: string | number | undefined;
  /** Address of the module instance that it is in: `module.api["a"]`, or nothing for the root module. */
  readonly module: string;
  readonly block: Block;
  /** Addresses in its module that it names in `depends_on`; in a state, also those that it refers to. */
  readonly dependsOn: readonly string[];
  /** Undefined for a state, which has no configuration. */
  readonly configuration: ResourceConfiguration | undefined;
}

/** The resources that an apply of the plan leaves, and the data sources that were read for it. */
export function plannedResources(plan: PlanJson): PlannedResource[] {
  const { configuration, resource_changes: changes = [], prior_state: state } = plan;
  const planned = changes.flatMap((resource): Found[] => {
    const { module_address: module = "", change, deposed } = resource;
    const isLeft = change.after !== null && deposed === undefined;
    const { after, after_unknown: unknown } = change;
    return isLeft ? [{ resource, module, values: after ?? {}, unknown }] : [];
  });
  const addresses = new Set(planned.map(({ resource }) => resource.address));
  const read = inModule(state?.values?.root_module).filter(
    ({ resource }) => resource.mode === "data" && !addresses.has(resource.address),
  );
  const blocks = new Map<string, ReadonlyMap<string, ResourceConfiguration>>();
  return [...planned, ...read].flatMap((found): PlannedResource[] => {
    const { module } = found;
    const ofModule = blocks.get(module) ?? blocksOf(moduleConfiguration(configuration, module));
    blocks.set(module, ofModule);
    const block = ofModule.get(blockAddress(found.resource));
    // The state may also have data sources that the configuration no longer has.
    return block ? [plannedResource(found, block)] : [];
  });
}

/** The resources of a state, all of whose values are known. */
export function stateResources({ values }: StateJson): PlannedResource[] {
  return inModule(values?.root_module).map((found) => plannedResource(found, undefined));
}

/** A resource of a plan or a state. */
interface Found {
  readonly resource: Pick<
    StateResource,
    "address" | "depends_on" | "index" | "mode" | "name" | "type"
  >;
  /** Address of the module instance. */
  readonly module: string;
  readonly values: Values;
  readonly unknown?: Marks | undefined;
}

function inModule(module: StateModule | undefined): Found[] {
  const { address = "", resources = [], child_modules: children = [] } = module ?? {};
  return [
    ...resources.map((resource) => ({ resource, module: address, values: resource.values })),
    ...children.flatMap(inModule),
  ];
}

function plannedResource(
  { resource, module, values, unknown }: Found,
  configuration: ResourceConfiguration | undefined,
): PlannedResource {
  const { address, mode, type, name, index, depends_on: dependsOn = [] } = resource;
  const configured = configuration && (configuration.expressions ?? {});
  return {
    address,
    type: mode === "data" ? `data.${type}` : type,
    name,
    key: index,
    module,
    block: plannedBlock({ values, unknown, configured }),
    dependsOn: configuration ? (configuration.depends_on ?? []) : dependsOn.map(withoutModule),
    configuration,
  };
}

function withoutModule(address: string): string {
  return address.replace(/^(module\.[\w-]+\.)+/, "");
}

function blocksOf(module: ModuleConfiguration | undefined) {
  return new Map((module?.resources ?? []).map((block) => [block.address, block] as const));
}

function blockAddress({ mode, type, name }: Found["resource"]): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

const STEP = /module\.([\w-]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?\.?/y;

/** A step of the address of a module instance: `module.api["a"]`. */
interface ModuleStep {
  readonly name: string;
  readonly key: string | number | undefined;
}

export function moduleSteps(address: string): ModuleStep[] {
  const steps: ModuleStep[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(address); match; match = STEP.exec(address)) {
    const [, name = "", key] = match;
    steps.push({ name, key: key === undefined ? undefined : (JSON.parse(key) as string | number) });
  }
  return steps;
}

function moduleConfiguration(
  { root_module: root }: Configuration,
  address: string,
): ModuleConfiguration | undefined {
  return moduleSteps(address).reduce<ModuleConfiguration | undefined>(
    (module, { name }) => module?.module_calls?.[name]?.module,
    root,
  );
}
