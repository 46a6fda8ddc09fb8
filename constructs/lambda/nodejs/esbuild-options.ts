import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import type { EsbuildOptions } from "../bundling/bundle";
import type { NodejsSource } from "./check-source";
import { OutputFormat } from "./nodejs-bundling-options";

/** The AWS SDK of the runtime. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
const SDK = ["@aws-sdk/*", "@smithy/*"];

/** In an ES module, what packages in CommonJS use. */
const COMMONJS_GLOBALS = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { fileURLToPath as __fileURLToPath } from "node:url";',
  'import { dirname as __dirnameOf } from "node:path";',
  "const require = __createRequire(import.meta.url);",
  "const __filename = __fileURLToPath(import.meta.url);",
  "const __dirname = __dirnameOf(__filename);",
].join("\n");

/** Paths start at the project's root, so the code is the same in every clone. */
export function esbuildOptions(source: NodejsSource, runtime: string): EsbuildOptions {
  const { entry, handler, options } = source;
  const { format = OutputFormat.CJS, banner, define, tsconfig } = options;
  const isModule = format === OutputFormat.ESM;
  const from = `./${fromRoot(entry)}`;
  return {
    // Fails if the entry doesn't export the handler.
    stdin: {
      contents: `export { ${handler} } from ${JSON.stringify(from)};`,
      resolveDir: ".",
      sourcefile: "handler",
    },
    bundle: true,
    platform: "node",
    target: `node${/\d+/.exec(runtime)?.[0]}`,
    format,
    outfile: isModule ? "index.mjs" : "index.js",
    minify: options.minify ?? false,
    sourcemap: (options.sourceMap ?? true) ? "linked" : false,
    // They would make the map several times as large, and Node.js reads it at a cold start.
    sourcesContent: false,
    external: [...(options.externalModules ?? SDK), ...(options.nodeModules ?? [])],
    // Otherwise the variable NODE_PATH of this machine would matter.
    nodePaths: [],
    preserveSymlinks: hasLinkedPackages(),
    ...(define && { define: { ...define } }),
    ...(tsconfig !== undefined && { tsconfig: fromRoot(tsconfig) }),
    banner: { js: [banner, isModule && COMMONJS_GLOBALS].filter(Boolean).join("\n") },
  };
}

function fromRoot(file: string): string {
  return path.relative("", file).split(path.sep).join("/");
}

/**
 * In a second work tree, `node_modules` may be a link to that of the first. Its packages then have
 * the paths of the link, and the same code is bundled in both. pnpm's packages find others only by
 * their real paths.
 */
function hasLinkedPackages(): boolean {
  const isLink = lstatSync("node_modules", { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink && !existsSync("node_modules/.pnpm");
}
