/** A value of Terraform's JSON, with every reference resolved. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/**
 * The attributes of a resource or of a nested block, read by name and type. Reading one whose
 * reference can't be resolved, or whose type is another, throws an error that names the address
 * and the attribute; reading one that isn't set gives undefined (or an empty collection).
 */
export interface Attributes {
  /** Where this is, for messages: `aws_lambda_function.hello`, `aws_lambda_function.hello.environment`. */
  readonly address: string;
  /** The names that the configuration sets (computed ones are not listed). */
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
}

/** A synthesised stack whose references are resolved as an apply on AWS would. */
export interface ResolvedStack {
  /** Absolute folder of the cdk.tf.json: relative paths in it start here. */
  readonly folder: string;
  /** What the functions of the expressions that were evaluated so far read, or looked for. */
  readonly files: ReadonlySet<string>;
  readonly accountId: string;
  readonly region: string;
  /** All resources of a type (`aws_lambda_function`, `data.archive_file`), in the file's order. */
  ofType(type: string): ResolvedResource[];
  /** Every resource and data source. */
  all(): ResolvedResource[];
  /**
   * Every block of a resource or data source once, however many resources its `count` or
   * `for_each` makes; without those that make none. What depends on which of them can't be read.
   */
  blocks(): ResolvedResource[];
}
