/** A published version of a function, whose code and configuration don't change any more. */
export interface Version {
  /** Number of the version, which only an apply knows. */
  readonly version: string;
  /** ARN of the version. */
  readonly functionArn: string;
}
