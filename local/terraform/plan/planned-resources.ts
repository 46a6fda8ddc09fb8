import type { Block } from "../read/block";
import { resourcesIn } from "./account";
import type {
  Configuration,
  Marks,
  ModuleConfiguration,
  PlanJson,
  ResourceConfiguration,
  StateJson,
  StateModule,
  StateResource,
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
  /** Undefined for a state, which has no configuration. */
  readonly configuration: ResourceConfiguration | undefined;
}

/** The resources that an apply of the plan leaves, and the data sources that were read for it. */
export function plannedResources(plan: PlanJson): PlannedResource[] {
  const unknown = new Map(
    (plan.resource_changes ?? [])
      .filter(({ deposed }) => deposed === undefined)
      .map(({ address, change }) => [address, change.after_unknown] as const),
  );
  const root = plan.planned_values?.root_module;
  const planned = new Set(resourcesIn(root).map(({ address }) => address));
  const isRead = ({ mode, address }: StateResource) => mode === "data" && !planned.has(address);
  const configured = (resource: PlannedResource) => resource.configuration !== undefined;
  return [
    ...located(root, plan.configuration, unknown),
    // The state may also have data sources that the configuration no longer has.
    ...located(plan.prior_state?.values?.root_module, plan.configuration, unknown, isRead),
  ].filter(configured);
}

/** The resources of a state, all of whose values are known. */
export function stateResources({ values }: StateJson): PlannedResource[] {
  return located(values?.root_module, undefined, new Map());
}

function located(
  module: StateModule | undefined,
  configuration: Configuration | undefined,
  unknown: ReadonlyMap<string, Marks | undefined>,
  isWanted: (resource: StateResource) => boolean = () => true,
): PlannedResource[] {
  const { address: place = "", resources = [], child_modules: children = [] } = module ?? {};
  const blocks = blocksOf(configuration && moduleConfiguration(configuration, place));
  return [
    // One that Terraform forgets has no values.
    ...resources
      .filter((one) => "values" in one && isWanted(one))
      .map((resource) => {
        const { address, mode, name, index, values } = resource;
        const type = mode === "data" ? `data.${resource.type}` : resource.type;
        const block = blocks.get(`${type}.${name}`);
        return {
          address,
          type,
          name,
          key: index,
          module: place,
          block: plannedBlock({
            values,
            unknown: unknown.get(address),
            configured: block && (block.expressions ?? {}),
          }),
          configuration: block,
        };
      }),
    ...children.flatMap((child) => located(child, configuration, unknown, isWanted)),
  ];
}

function blocksOf(module: ModuleConfiguration | undefined) {
  return new Map((module?.resources ?? []).map((block) => [block.address, block] as const));
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
