import { mkdtempSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import type { BuildOptions } from "esbuild";
import { lambda } from "../../../../constructs";
import { EnvironmentStack } from "../../../../constructs/environment";
import type { Synthesised } from "../support";
import { writeFiles } from "../support";

/** What a synthesis to disk has made of a function. */
export interface Bundled {
  readonly json: Synthesised;
  /** Absolute path of the bundled code. */
  readonly folder: string;
  /** Contents by name. */
  readonly files: Readonly<Record<string, string>>;
  /** How it was bundled, as the stack's folder describes it. */
  readonly bundleFile: { readonly esbuild: BuildOptions; readonly inputs: readonly string[] };
  readonly warnings: readonly string[];
}

/** The entry of most tests. */
export const ENTRY = "lambda-src/notes/index.ts";

/** A project of its own, in which stacks are synthesised. */
export class Project {
  readonly folder: string;

  /** @param below - folders between the temporary folder and the project */
  constructor(files: Readonly<Record<string, string>>, below = "") {
    const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), "project-")));
    this.folder = path.join(temporary, below);
    this.write({ "package.json": "{}", ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.folder, files);
  }

  /** Synthesises a stack with one function. */
  bundle(props: Partial<lambda.NodejsFunctionProps> = {}): Bundled {
    const [bundled] = this.bundleAll(props);
    return bundled as Bundled;
  }

  /** Synthesises a stack with functions whose ids are Fn, Fn1, Fn2...: one process builds all bundles. */
  bundleAll(...functions: readonly Partial<lambda.NodejsFunctionProps>[]): Bundled[] {
    return this.within(() => {
      const app = new App({ outdir: "cdktf.out" });
      const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
      const defined = functions.map(
        (props, at) =>
          new lambda.NodejsFunction(stack, `Fn${at || ""}`, { entry: ENTRY, ...props }),
      );
      app.synth();
      const text = readFileSync("cdktf.out/stacks/dev/cdk.tf.json", "utf8");
      const json = JSON.parse(text) as Synthesised;
      const archives = Object.entries(json.data.archive_file);
      return defined.map(({ node }) => {
        const [, archive] = archives.find(([name]) => name.startsWith(`${node.id}_`)) ?? [];
        const folder = path.resolve("cdktf.out/stacks/dev", String(archive?.source_dir));
        const warnings = node.metadata.map(({ data }) => String(data));
        const description = path.resolve(folder, "../..", bundleFileOf(archive));
        const bundleFile = JSON.parse(readFileSync(description, "utf8")) as Bundled["bundleFile"];
        return { json, folder, files: filesIn(folder), bundleFile, warnings };
      });
    });
  }

  /** The bundles in the cache: a new one has a new name. */
  get cached(): string[] {
    return readdirSync(path.join(this.folder, "cdktf.out/.bundles")).filter(
      (name) => !name.endsWith(".json"),
    );
  }

  /** A relative path starts at the project's root: the working directory. */
  private within<T>(use: () => T): T {
    const before = process.cwd();
    process.chdir(this.folder);
    try {
      return use();
    } finally {
      process.chdir(before);
    }
  }
}

/** Functions of a project that are synthesised together when the first of them is asked for. */
export class Samples {
  private readonly functions: Partial<lambda.NodejsFunctionProps>[] = [];
  private bundled: readonly Bundled[] | undefined;

  constructor(readonly project: Project) {}

  /** Adds a function, with an entry of its own if there is code. @returns what is made of it */
  add(props: Partial<lambda.NodejsFunctionProps>, code?: string): () => Bundled {
    const at = this.functions.length;
    if (code !== undefined) {
      this.project.write({ [`lambda-src/sample${at}.ts`]: code });
    }
    this.functions.push(
      code === undefined ? props : { entry: `lambda-src/sample${at}.ts`, ...props },
    );
    return () => {
      this.bundled ??= this.project.bundleAll(...this.functions);
      return this.bundled[at] as Bundled;
    };
  }
}

function bundleFileOf(archive: object | undefined): string {
  const comment = archive as { "//"?: { bundle_file?: string } } | undefined;
  return comment?.["//"]?.bundle_file ?? "";
}

function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file), readFileSync(file, "utf8")]),
  );
}
