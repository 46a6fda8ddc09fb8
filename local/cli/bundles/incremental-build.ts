import type * as esbuildModule from "esbuild";
import type { BuildContext, BuildOptions, BuildResult } from "esbuild";

/** Builds the same bundle again and again. What hasn't changed since the last build is kept. */
export class IncrementalBuild {
  private readonly context: Promise<BuildContext>;
  private last: Promise<unknown> | undefined;

  constructor(options: BuildOptions) {
    this.context = loadEsbuild().context(options);
  }

  get hasBegun(): boolean {
    return this.last !== undefined;
  }

  /**
   * Builds what is saved now. esbuild would return the result of a build under way instead, which may
   * have read the files before.
   * @throws Error if the code can't be bundled
   */
  build(): Promise<BuildResult> {
    const before = this.last ?? Promise.resolve();
    const result = before.then(async () => (await this.context).rebuild());
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.last;
    await (await this.context).dispose();
  }
}

/** Only a runner that bundles needs it. */
function loadEsbuild(): typeof esbuildModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("esbuild") as typeof esbuildModule;
}
