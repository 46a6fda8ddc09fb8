import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { BuildOptions } from "esbuild";
import type { BundleFile, ServedBundle } from "./bundle-files";
import { IncrementalBuild } from "./incremental-build";

/** Each keeps what it has parsed: about 20 MB for a bundle with large packages. */
const MOST_PREPARED = 10;

/** Bundles code again. What a bundle has in common with the one before is not built again. */
export class Bundler {
  /** By the options as JSON. */
  private readonly builds = new Map<string, IncrementalBuild>();
  private isClosed = false;

  /** @param project - folder that the paths of bundles start at */
  constructor(private readonly project: string) {}

  /**
   * Builds bundles for the first time, one after the other, and writes nothing: the first build takes
   * the longest, and nobody waits for this one. Very many aren't all built. Never rejects.
   */
  async prepare(bundles: readonly ServedBundle[]): Promise<void> {
    const own = bundles.filter(({ esbuild }) => esbuild).slice(0, MOST_PREPARED);
    for (const { esbuild = {} } of own) {
      const build = this.isClosed ? undefined : this.buildOf(esbuild);
      if (build?.hasBegun === false) {
        // Whoever saves the code next hears of its errors.
        await build.build().catch(() => undefined);
      }
    }
  }

  /** @throws Error if the code can't be bundled */
  async bundle({ esbuild, inputs: before, folder, file }: ServedBundle): Promise<void> {
    const { outputFiles = [], metafile } = await this.buildOf(esbuild ?? {}).build();
    for (const output of outputFiles) {
      const target = path.join(folder, path.relative(this.root, output.path));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, output.contents);
    }
    // Inputs of other kinds, such as a tsconfig.json, are not in esbuild's list.
    const bundled = Object.keys(metafile?.inputs ?? {});
    const inputs = [...new Set([...before, ...bundled])].sort();
    const written: BundleFile = { esbuild, inputs };
    writeFileSync(file, `${JSON.stringify(written, undefined, 2)}\n`);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.builds.values()].map((build) => build.close()));
  }

  private get root(): string {
    return path.resolve(this.project);
  }

  private buildOf(options: BuildOptions): IncrementalBuild {
    const key = JSON.stringify(options);
    const build =
      this.builds.get(key) ??
      new IncrementalBuild({
        ...options,
        absWorkingDir: this.root,
        write: false,
        metafile: true,
        logLevel: "silent",
      });
    this.builds.set(key, build);
    return build;
  }
}
