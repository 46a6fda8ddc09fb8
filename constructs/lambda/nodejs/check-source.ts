import { statSync } from "node:fs";
import type { IConstruct } from "constructs";
import { checkChoice, checkPattern } from "../../core/checks";
import { checkProps } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { NodejsBundlingOptions } from "./nodejs-bundling-options";
import { BUNDLING_KINDS, OutputFormat } from "./nodejs-bundling-options";

/** What is bundled, and how. */
export interface NodejsSource {
  readonly entry: string;
  readonly handler: string;
  readonly options: NodejsBundlingOptions;
}

/** Refuses a source that can't be bundled, as far as that is known without bundling it. */
export function checkSource(scope: IConstruct, { entry, handler, options }: NodejsSource): void {
  checkPattern(scope, "entry", entry, {
    pattern: /\.[cm]?[jt]sx?$/,
    allowed: "a .ts, .mts, .cts, .tsx, .js, .mjs, .cjs or .jsx file",
    fix: 'Name the file of the handler, e.g. "lambda-src/notes/index.ts".',
  });
  checkPattern(scope, "handler", handler, {
    pattern: /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u,
    allowed: "the name of an export of the entry, without the name of its file",
    fix: 'Leave it out for an export named "handler".',
  });
  checkProps(scope, options, BUNDLING_KINDS, (prop) => `bundling.${prop}`);
  checkChoice(scope, "bundling.format", options.format, Object.values(OutputFormat));
  checkFile(scope, "entry", entry);
  if (options.tsconfig !== undefined) {
    checkFile(scope, "bundling.tsconfig", options.tsconfig);
  }
}

function checkFile(scope: IConstruct, what: string, file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) {
    return;
  }
  refuse(scope, {
    what,
    value: file,
    allowed: "a file that exists; a relative path starts at the project's root",
    fix: "Correct the path, or create the file.",
  });
}
