/** What `terraform show -json` has of a plan, as far as it is compared. */
export interface PlanJson {
  readonly planned_values: { readonly root_module: PlannedModule };
  /** Data sources that were read for the plan. */
  readonly prior_state?: { readonly values?: { readonly root_module: PlannedModule } };
  readonly resource_changes: readonly ResourceChange[];
}

export interface PlannedModule {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly PlannedModule[];
}

export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  /** Terraform leaves it out if it knows none of the values. */
  readonly values?: JsonObject;
}

export interface ResourceChange {
  readonly address: string;
  readonly change: Change;
}

/** `after_unknown` has true where the plan doesn't know a value. */
export interface Change {
  readonly after?: Json;
  readonly after_unknown?: Json;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The resources of the module and of those that it calls. */
export function resourcesIn(module: PlannedModule | undefined): PlannedResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesIn)];
}

/** What a plan has for a part of a value. */
export function memberOf(value: Json, key: string | number): Json {
  const isObject = typeof value === "object" && value !== null;
  return isObject ? ((value as Readonly<Record<string, Json>>)[key] ?? null) : null;
}
