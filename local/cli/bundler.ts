import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type * as esbuildModule from "esbuild";
import type { BuildContext } from "esbuild";
import type { BundleFile, ServedBundle } from "./bundle-files";

/** Bundles code again. What a bundle has in common with the one before is not built again. */
export class Bundler {
  /** By the options as JSON. */
  private readonly contexts = new Map<string, Promise<BuildContext>>();

  /** @param project - folder that the paths of bundles start at */
  constructor(private readonly project: string) {}

  /** @throws Error if the code can't be bundled */
  async bundle({ esbuild, inputs: before, folder, file }: ServedBundle): Promise<void> {
    const context = await this.context(esbuild ?? {});
    const { outputFiles = [], metafile } = await context.rebuild();
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
    for (const context of this.contexts.values()) {
      await (await context).dispose();
    }
  }

  private get root(): string {
    return path.resolve(this.project);
  }

  private context(options: esbuildModule.BuildOptions): Promise<BuildContext> {
    const key = JSON.stringify(options);
    const context =
      this.contexts.get(key) ??
      loadEsbuild().context({
        ...options,
        absWorkingDir: this.root,
        write: false,
        metafile: true,
        logLevel: "silent",
      });
    this.contexts.set(key, context);
    return context;
  }
}

/** Only a runner that bundles needs it. */
function loadEsbuild(): typeof esbuildModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- tsx/cjs has no import() of TypeScript
  return require("esbuild") as typeof esbuildModule;
}
