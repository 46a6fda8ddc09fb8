import type { Value } from "../resolved-stack";

/**
 * What is read of `terraform show -json` about a plan. A plan has sensitive values in plain text: no
 * object of it is ever printed.
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
  readonly prior_state?: { readonly values?: StateValues };
  readonly configuration: Configuration;
}

export interface ResourceChange {
  readonly address: string;
  /** Where it was before a `moved` block. */
  readonly previous_address?: string;
  /** Key of an instance of a block with `count` or `for_each`. */
  readonly index?: string | number;
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

/** What is read of `terraform show -json` about a state, which has no configuration. */
export interface StateJson {
  readonly format_version: string;
  readonly values?: StateValues;
}

export interface StateValues {
  readonly root_module?: StateModule;
}

export interface StateModule {
  /** Of the instance; the root module has none. */
  readonly address?: string;
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Key of an instance of a block with `count` or `for_each`. */
  readonly index?: string | number;
  readonly values: Values;
  readonly sensitive_values?: Marks;
  /** Addresses, without keys, of what it refers to or names in `depends_on`, directly or not. */
  readonly depends_on?: readonly string[];
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

export interface ModuleConfiguration {
  readonly resources?: readonly ResourceConfiguration[];
  readonly module_calls?: Readonly<Record<string, ModuleCall>>;
  readonly outputs?: Readonly<Record<string, { readonly expression?: ValueExpression }>>;
  readonly variables?: Readonly<Record<string, VariableConfiguration>>;
}

interface VariableConfiguration {
  readonly default?: Value;
  readonly sensitive?: boolean;
}

/** The arguments that give a block instances. */
interface Repetition {
  readonly count_expression?: ValueExpression;
  readonly for_each_expression?: ValueExpression;
}

export interface ModuleCall extends Repetition {
  readonly expressions?: Readonly<Record<string, ValueExpression>>;
  readonly module?: ModuleConfiguration;
}

export interface ResourceConfiguration extends Repetition {
  /** In its module: `aws_lambda_function.hello`. */
  readonly address: string;
  readonly provider_config_key?: string;
  readonly expressions?: Expressions;
  /** Addresses in its module. */
  readonly depends_on?: readonly string[];
}

export type Expressions = Readonly<Record<string, Expression>>;

/** An attribute, or a list of blocks. A single block is an `Expressions`, without a list. */
export type Expression = ValueExpression | Expressions[];

/**
 * An attribute. Terraform's JSON gives its text, with the references in it, as the constant value; of
 * HCL that refers to something, the plan has only the references.
 */
export interface ValueExpression {
  readonly constant_value?: Value;
  readonly references?: readonly string[];
}

interface Check {
  readonly address: { readonly to_display: string };
  readonly status: "pass" | "fail" | "error" | "unknown";
  readonly instances?: readonly {
    readonly problems?: readonly { readonly message: string }[];
  }[];
}
