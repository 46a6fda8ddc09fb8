import type { Kinds } from "../../core/props";
import { boolean, checkedElsewhere, listOf, mapOf, string } from "../../core/props";

/**
 * Module system of the bundled code.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export enum OutputFormat {
  /** CommonJS, which every package works with. */
  CJS = "cjs",
  /** ES module: allows `await` at the top level. `require` and `__dirname` work in it, too. */
  ESM = "esm",
}

/** How the code of a `NodejsFunction` is bundled. */
export interface NodejsBundlingOptions {
  /**
   * Whether names and white space are shortened.
   * @default false
   * @see https://esbuild.github.io/api/#minify
   */
  readonly minify?: boolean;
  /**
   * Whether the code has a source map, with which stack traces show the lines of the TypeScript
   * files. It sets the environment variable `NODE_OPTIONS` to `--enable-source-maps`, unless you set
   * that variable yourself.
   * @default true
   * @see https://nodejs.org/api/cli.html#--enable-source-maps
   */
  readonly sourceMap?: boolean;
  /**
   * Module system of the code.
   * @default OutputFormat.CJS
   */
  readonly format?: OutputFormat;
  /**
   * Packages to leave out because the runtime or a layer has them; `*` stands for any text. The list
   * replaces the default: with `[]`, the AWS SDK is bundled in the version that you have installed.
   * @default ["@aws-sdk/*", "@smithy/*"], the AWS SDK of the runtime
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
   */
  readonly externalModules?: readonly string[];
  /**
   * Packages to install instead of bundling them, e.g. because they contain native code: it is
   * installed for Linux and the function's architecture. The versions are those of the project's
   * package-lock.json. Install scripts don't run, because they would build for this machine.
   * @default none
   */
  readonly nodeModules?: readonly string[];
  /**
   * Expressions to replace, with their values as JavaScript, e.g.
   * `{ "process.env.STAGE": JSON.stringify("prod") }`.
   * @default none
   * @see https://esbuild.github.io/api/#define
   */
  readonly define?: Readonly<Record<string, string>>;
  /**
   * The TypeScript configuration. A relative path starts at the project's root.
   * @default the nearest tsconfig.json of each file
   * @see https://esbuild.github.io/content-types/#tsconfig-json
   */
  readonly tsconfig?: string;
  /**
   * Text before the code, e.g. a licence comment.
   * @default none
   * @see https://esbuild.github.io/api/#banner
   */
  readonly banner?: string;
}

/** The types of the options. */
export const BUNDLING_KINDS: Kinds<NodejsBundlingOptions> = {
  minify: boolean,
  sourceMap: boolean,
  format: checkedElsewhere,
  externalModules: listOf(string),
  nodeModules: listOf(string),
  define: mapOf(string),
  tsconfig: string,
  banner: string,
};
