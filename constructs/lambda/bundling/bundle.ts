/** A folder of files that is built from sources at synth, e.g. with a package manager or a compiler. */
export interface Bundle {
  /** What is built, for messages, e.g. `lambda-src/notes/requirements.txt`. */
  readonly label: string;
  /**
   * Everything that the files depend on, as JSON: hashes of the sources, versions, the architecture.
   * Bundles with equal keys are built once, and found in the cache afterwards.
   */
  readonly key: unknown;
  /** What builds the files, one step after the other. */
  readonly steps: readonly BuildStep[];
  /** What to do if a step fails, as an instruction. */
  readonly fix: string;
}

/** A program that writes files into the bundle's folder. */
export interface CommandStep {
  readonly kind: "command";
  /** Program and arguments, without a shell. `{out}` is replaced by the bundle's folder. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Environment variables in addition to those of this process. `{out}` is replaced here too. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory. @default the project's root */
  readonly cwd?: string;
}

/** Plain data, because another process runs the steps. */
export type BuildStep = CommandStep;
