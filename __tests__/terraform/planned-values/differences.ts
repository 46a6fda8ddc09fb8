import type { Attributes, ResolvedStack } from "../../../local/terraform";
import type { Json, JsonObject, PlanJson, PlannedResource } from "./plan-json";
import { memberOf, resourcesIn } from "./plan-json";
import { isSame } from "./same-value";

/**
 * Where the runner and Terraform differ: a line for each resource that only one of them has, and for
 * each value that Terraform knows when it plans and the runner resolves to something else. Attributes
 * that the configuration doesn't set are left out: providers give them defaults.
 */
export function differences(plan: PlanJson, stack: ResolvedStack): string[] {
  const planned = [
    ...resourcesIn(plan.planned_values.root_module),
    ...resourcesIn(plan.prior_state?.values?.root_module).filter(({ mode }) => mode === "data"),
  ];
  const unknown = new Map(
    plan.resource_changes.map(({ address, change }) => [address, change.after_unknown ?? {}]),
  );
  const ours = new Map(stack.all().map((resource) => [resource.address, resource]));
  const addresses = new Set(planned.map(({ address }) => address));
  const inResource = ({ address, values = {} }: PlannedResource): string[] => {
    const resource = ours.get(address);
    return resource
      ? inBlock(values, unknown.get(address) ?? {}, resource)
      : [`${address}: only Terraform has it`];
  };
  return [
    ...[...ours.keys()]
      .filter((address) => !addresses.has(address))
      .map((address) => `${address}: only the runner has it`),
    ...planned.flatMap(inResource),
  ];
}

/** The runner never creates the zip whose hash this is. */
const FAKE = "source_code_hash";

function inBlock(planned: JsonObject, unknown: Json, ours: Attributes): string[] {
  return ours.names().flatMap((name) => {
    const value = planned[name];
    const unknownPart = memberOf(unknown, name);
    if (name === FAKE || value === undefined || unknownPart === true) {
      return [];
    }
    try {
      return isListOfObjects(value)
        ? inBlocks(value, unknownPart, ours, name)
        : inAttribute(value, unknownPart, ours, name);
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** Nested blocks, and attributes that Terraform treats like them. */
function inBlocks(
  planned: readonly JsonObject[],
  unknown: Json,
  ours: Attributes,
  name: string,
): string[] {
  const blocks = ours.blocks(name);
  if (blocks.length !== planned.length) {
    return [`${ours.address}: ${blocks.length} blocks ${name}, Terraform has ${planned.length}`];
  }
  const between = (block: Attributes, at: number) =>
    inBlock(planned[at] ?? {}, memberOf(unknown, at), block);
  // Without the schema, it isn't known whether the blocks are a list or a set.
  const isInSet = (block: Attributes) => planned.some((_, at) => between(block, at).length === 0);
  return blocks.every(isInSet) ? [] : blocks.flatMap(between);
}

/** An argument that is null is not set. */
function inAttribute(planned: Json, unknown: Json, ours: Attributes, name: string): string[] {
  const value = ours.value(name) ?? null;
  const isExact = ours.address.includes("terraform_data.");
  if ((value === null && !isExact) || isSame(planned, unknown, value, isExact)) {
    return [];
  }
  const texts = [value, planned].map((one) => JSON.stringify(one));
  return [`${ours.address}: ${name} is ${texts[0]}, Terraform plans ${texts[1]}`];
}

function isListOfObjects(value: Json): value is readonly JsonObject[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === "object" && item !== null && !Array.isArray(item))
  );
}
