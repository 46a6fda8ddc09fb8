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
   * Files and folders that are no part of the code, as glob patterns in the folder; one without a
   * slash matches at any depth, e.g. `*.md`.
   * @default none; caches and editor litter are always left out
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
    copyOnSynth(scope, to, files);
    return archive(scope, { sourceDir: to }, this.folder);
  }

  /** Terraform zips no empty folder, and Lambda takes no empty zip, though layers may hold all code. */
  private checkSomeFile(scope: Construct, files: readonly CodeFile[]): void {
    if (files.length > 0) {
      return;
    }
    refuse(scope, {
      what: "code folder",
      value: this.folder,
      allowed: "a folder with a file that is neither litter nor excluded",
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
          : "<file>.<function>, with the file's path from the code's root",
      fix: `Mend the handler or add the file; ${facts.runtime.name} would fail at its first start.`,
    });
  }
}
