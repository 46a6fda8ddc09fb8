import type { Construct } from "constructs";
import type { Kinds } from "../../core/props";
import { checkedElsewhere, checkProps } from "../../core/props";
import { archive, assetPath } from "../packaging/archive";
import { codeFiles } from "../packaging/code-folder";
import { checkCodeSize } from "../packaging/code-size";
import { checkNativeCode } from "../packaging/native-code";
import { copyOnSynth } from "../packaging/copy-on-synth";
import { checkHandler, checkSomeFile } from "./check-files";
import type { Code, CodeConfig, FunctionFacts } from "./code";

/** Options of `Code.fromAsset`. */
export interface AssetCodeOptions {
  /**
   * Glob patterns of files and folders to leave out, relative to the folder. A pattern without a slash
   * matches at any depth, e.g. `*.md`.
   * @default none; caches and editor files are always left out
   */
  readonly exclude?: readonly string[];
}

const KINDS: Kinds<AssetCodeOptions> = { exclude: checkedElsewhere };

/** A folder of code. */
export class AssetCode implements Code {
  readonly packageType = "Zip";

  constructor(
    private readonly folder: string,
    private readonly options: AssetCodeOptions,
  ) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    checkProps(scope, this.options, KINDS);
    const files = codeFiles(scope, this.folder, this.options.exclude ?? []);
    checkSomeFile(scope, this.folder, files);
    checkCodeSize(scope, this.folder, files);
    if (facts.packageType === "Zip") {
      checkNativeCode(scope, files, facts.architecture);
    }
    checkHandler(scope, facts, this.folder, files);

    const to = assetPath(scope);
    copyOnSynth(scope, to, () => files);
    return archive(scope, { sourceDir: to }, { copiedFrom: this.folder });
  }
}
