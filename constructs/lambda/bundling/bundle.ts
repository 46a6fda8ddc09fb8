import type { BuildOptions } from "esbuild";

/** A folder of files that is built from sources at synth, e.g. with a package manager or a compiler. */
export interface Bundle {
  /** What is built, for messages, e.g. `lambda-src/notes/requirements.txt`. */
  readonly label: string;
  /**
   * Everything that the files depend on, as JSON: hashes of the sources, versions, the architecture.
   * Bundles with equal keys are built once, and found in the cache afterwards. What esbuild reads
   * needn't be in the key: the cache keeps track of it.
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

/** A build by esbuild, whose files become those of the bundle's folder. */
export interface EsbuildStep {
  readonly kind: "esbuild";
  /** esbuild's options, as JSON; paths start at the project's root. */
  readonly options: EsbuildOptions;
}

/** Files that are written into the bundle's folder. */
export interface FilesStep {
  readonly kind: "files";
  /** Contents by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Plain data, because another process runs the steps. */
export type BuildStep = CommandStep | EsbuildStep | FilesStep;

/** @see https://esbuild.github.io/api/#build */
export type EsbuildOptions = Pick<
  BuildOptions,
  | "banner"
  | "bundle"
  | "define"
  | "external"
  | "format"
  | "minify"
  | "nodePaths"
  | "outfile"
  | "platform"
  | "preserveSymlinks"
  | "sourcemap"
  | "sourcesContent"
  | "stdin"
  | "target"
  | "tsconfig"
>;

/** A built bundle. */
export interface BuiltBundle {
  /** Absolute path of the folder with its files. */
  readonly folder: string;
  /** What esbuild reports. @default none: the bundle has no step of esbuild */
  readonly esbuild?: EsbuildReport;
}

export interface EsbuildReport {
  /** The files that it read, by their paths from the project's root. */
  readonly inputs: readonly string[];
  readonly warnings: readonly string[];
  /** Bytes of the code, without source maps. */
  readonly bytes: number;
  /** The inputs with the most bytes in the code, the largest first. */
  readonly largest: readonly { readonly input: string; readonly bytes: number }[];
}
