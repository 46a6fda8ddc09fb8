/** Options of `addAlias`. */
export interface AliasOptions {
  /**
   * Version that the alias invokes, e.g. `"7"`.
   * @default the current version, which each deployment with changes publishes
   */
  readonly version?: string;
  /**
   * The share of the invocations that goes to another version, e.g. `{ "7": 0.9 }` for nine of ten.
   * Exactly one version, with a weight from 0 to 1. The alias's own version gets the rest.
   * @default all invocations go to the version of the alias
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
   */
  readonly weights?: Readonly<Record<string, number>>;
  /**
   * Up to 256 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Number of execution environments that are always ready, 1 or more. They are billed by the hour,
   * also when nothing invokes the alias. Not together with `addAutoScaling`.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  readonly provisionedConcurrentExecutions?: number;
}
