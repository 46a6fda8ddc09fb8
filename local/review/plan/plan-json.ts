import type { Value } from "../../terraform";

/**
 * What the review reads of `terraform show -json`. A plan has sensitive values in clear, so nothing
 * but `sides.ts` reads values, and no object of it is ever printed.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface PlanJson {
  readonly format_version: string;
  readonly errored?: boolean;
  /** Whether applying it leads to the configured state. Older versions of Terraform don't tell. */
  readonly complete?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
  readonly deferred_changes?: readonly unknown[];
  readonly checks?: readonly Check[];
  readonly variables?: Readonly<Record<string, { readonly value?: Value }>>;
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } };
  readonly configuration: Configuration;
}

export interface ResourceChange {
  readonly address: string;
  /** Where it was before a `moved` block. */
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Key of an object that an earlier apply replaced and failed to destroy. */
  readonly deposed?: string;
  readonly module_address?: string;
  readonly change: Change;
}

export interface Change {
  /** `no-op`, `create`, `read`, `update`, `delete`, `forget`: two for a replacement, in their order. */
  readonly actions: readonly string[];
  readonly before: Values | null;
  readonly after: Values | null;
  /** In the shape of the values: true where a value is known only after an apply. */
  readonly after_unknown?: Marks;
  /** In the shape of the values: true where a value, or all that is in it, is sensitive. */
  readonly before_sensitive?: Marks;
  readonly after_sensitive?: Marks;
  /** Attributes that force a replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: object;
}

export type Values = Readonly<Record<string, Value>>;
export type Marks = boolean | readonly Marks[] | { readonly [name: string]: Marks };

export interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly unknown[];
}

export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Values;
  readonly sensitive_values?: Marks;
}

export interface Configuration {
  readonly provider_config?: Readonly<Record<string, ProviderConfiguration>>;
  readonly root_module?: ModuleConfiguration;
}

interface ProviderConfiguration {
  readonly name: string;
  readonly alias?: string;
  readonly expressions?: Expressions;
}

interface ModuleConfiguration {
  readonly resources?: readonly ResourceConfiguration[];
  readonly module_calls?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
}

export interface ResourceConfiguration {
  readonly address: string;
  readonly provider_config_key?: string;
  readonly expressions?: Expressions;
}

export type Expressions = Readonly<Record<string, Expression>>;

/**
 * An attribute, a block or a list of blocks. In JSON, the constant value of an attribute is its text,
 * with the references in it.
 */
export type Expression =
  { readonly constant_value?: Value; readonly references?: readonly string[] } | Expressions[];

interface Check {
  readonly address: { readonly to_display: string };
  readonly status: "pass" | "fail" | "error" | "unknown";
  readonly instances?: readonly {
    readonly problems?: readonly { readonly message: string }[];
  }[];
}

const MAJOR_VERSION = 1;

/**
 * Reads what `terraform show -json` printed about a plan.
 * @param source names the text in messages
 * @throws Error for another text, and for another major version of the format
 */
export function readPlan(text: string, source: string): PlanJson {
  const plan = parsed(text, source) as Partial<PlanJson> | null;
  const version = plan?.format_version;
  if (typeof plan !== "object" || typeof version !== "string") {
    throw notAPlan(source, "it has no format_version");
  }
  if (!version.startsWith(`${MAJOR_VERSION}.`)) {
    throw new Error(
      `${source} has the format_version ${JSON.stringify(version)}; the review reads ${MAJOR_VERSION}.x. Use a Terraform of version 1.`,
    );
  }
  if (typeof plan?.configuration !== "object") {
    throw notAPlan(source, "it has no configuration, such as a state");
  }
  return plan as PlanJson;
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The reason would quote the text, which can have sensitive values.
    throw notAPlan(source, "it is not valid JSON");
  }
}

function notAPlan(source: string, reason: string): Error {
  return new Error(
    `${source} is not a Terraform plan: ${reason}. Write one with: terraform plan -out=FILE && terraform show -json FILE`,
  );
}
