/** A value of Terraform's JSON, with every reference resolved. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/**
 * The attributes of a resource or nested block, read by name and type. An attribute that isn't set is
 * undefined (or an empty collection). Reading throws an error that names the address and the
 * attribute if a reference can't be resolved or the value has another type.
 */
export interface Attributes {
  /** For messages: `aws_lambda_function.hello`, `aws_lambda_function.hello.environment`. */
  readonly address: string;
  /** The attributes that the configuration sets, without computed ones. */
  names(): string[];
  value(name: string): Value | undefined;
  string(name: string): string | undefined;
  number(name: string): number | undefined;
  boolean(name: string): boolean | undefined;
  strings(name: string): string[];
  map(name: string): Record<string, string>;
  /** A nested block, which Terraform's JSON writes as an object or as a list of objects. */
  blocks(name: string): Attributes[];
}

/** A resource (`aws_lambda_function.hello`) or a data source (`data.archive_file.hello`). */
export interface ResolvedResource extends Attributes {
  readonly type: string;
  readonly name: string;
  /**
   * What it depends on, directly or not, by references or `depends_on`. What others depend on comes
   * before them.
   */
  dependencies(): ResolvedResource[];
}

/** A synthesised stack with references resolved as by an apply. */
export interface ResolvedStack {
  /** Absolute path of the folder with the cdk.tf.json; relative paths in it start here. */
  readonly folder: string;
  /** Files that the expressions evaluated so far have read or looked for. */
  readonly files: ReadonlySet<string>;
  readonly accountId: string;
  readonly region: string;
  /**
   * All resources of a type (`aws_lambda_function`, `data.archive_file`), in the file's order. A block
   * whose `count` or `for_each` can't be resolved counts as one resource; reading most of its
   * attributes throws.
   */
  ofType(type: string): ResolvedResource[];
  /** Every resource and data source. */
  all(): ResolvedResource[];
  /**
   * The same resource, with stable fakes in place of values that only AWS knows. For attributes that
   * no response of the gateway depends on.
   */
  withFakes(resource: ResolvedResource): ResolvedResource;
  /** Addresses of the attributes that were faked so far. */
  fakes(): string[];
  /** Why modules that the stack calls, directly or not, can't be resolved. */
  moduleProblems(): string[];
  /** Whether the attributes are those of a state: also those that the configuration doesn't set. */
  readonly isState?: boolean;
}
