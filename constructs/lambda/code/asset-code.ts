import path from "node:path";
import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";
import { handlerFiles } from "../handler-file";
import { archive, assetPath } from "../packaging/archive";
import type { CodeFile } from "../packaging/code-folder";
import { codeFiles } from "../packaging/code-folder";
import { checkCodeSize } from "../packaging/code-size";
import { checkNativeCode } from "../packaging/native-code";
import { copyOnSynth } from "../packaging/copy-on-synth";
import type { Code, CodeConfig, FunctionFacts } from "./code";
import { isKnown } from "../../core/known";

/** Options of `Code.fromAsset`. */
export interface AssetCodeOptions {
  /**
   * Glob patterns of files and folders to leave out, relative to the folder. A pattern without a slash
   * matches at any depth, e.g. `*.md`.
   * @default none; caches and editor files are always left out
   */
  readonly exclude?: readonly string[];
}

/** A folder of code. */
export class AssetCode implements Code {
  readonly packageType = "Zip";

  constructor(
    private readonly folder: string,
    private readonly options: AssetCodeOptions,
  ) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    const files = codeFiles(scope, this.folder, this.options.exclude ?? []);
    this.checkSomeFile(scope, files);
    checkCodeSize(scope, this.folder, files);
    if (facts.packageType === "Zip") {
      checkNativeCode(scope, files, facts.architecture);
    }
    this.checkHandler(scope, facts, files);

    const to = assetPath(scope);
    copyOnSynth(scope, to, () => files);
    return archive(scope, { sourceDir: to }, { copiedFrom: this.folder });
  }

  /** Terraform can't zip an empty folder, and Lambda refuses an empty zip, even with layers. */
  private checkSomeFile(scope: Construct, files: readonly CodeFile[]): void {
    if (files.length > 0) {
      return;
    }
    refuse(scope, {
      what: "code folder",
      value: this.folder,
      allowed: "a folder with at least one file that isn't excluded",
      fix: "Add the code's files, or exclude fewer of them.",
    });
  }

  private checkHandler(scope: Construct, facts: FunctionFacts, files: readonly CodeFile[]): void {
    if (facts.packageType === "Image" || facts.hasLayers) {
      return;
    }
    if (!isKnown(facts.handler)) {
      return;
    }
    const wanted = handlerFiles(facts.runtime, facts.handler);
    if (!wanted || files.some(({ name }) => wanted.includes(name))) {
      return;
    }
    refuse(scope, {
      what: "handler",
      value: facts.handler,
      allowed:
        wanted.length > 0
          ? `one whose file is in ${this.folder}: ${wanted.join(" or ")}`
          : "<file>.<function>, where the file's path starts at the code's root",
      fix:
        this.typeScriptFix(wanted, files) ??
        `Correct the handler or add the file; otherwise ${facts.runtime.name} fails at its first start.`,
    });
  }

  /** Lambda doesn't compile TypeScript. */
  private typeScriptFix(wanted: readonly string[], files: readonly CodeFile[]): string | undefined {
    const source = files.find(({ name }) => wanted.includes(name.replace(/ts$/, "js")));
    return (
      source &&
      `${source.name} is TypeScript: bundle it with lambda.NodejsFunction and entry ${JSON.stringify(path.posix.join(this.folder, source.name))}.`
    );
  }
}
