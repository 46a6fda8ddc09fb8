import path from "node:path";
import type { ISynthesisSession } from "cdktf";
import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { BuiltBundle, Bundle, EsbuildOptions } from "../bundling/bundle";
import { addBundle } from "../bundling/bundles-of-stack";
import type { Code, CodeConfig, FunctionFacts } from "../code/code";
import { archive, assetPath } from "../packaging/archive";
import type { CodeFile } from "../packaging/code-folder";
import { codeFiles } from "../packaging/code-folder";
import { checkCodeSize } from "../packaging/code-size";
import { copyOnSynth } from "../packaging/copy-on-synth";
import { checkNativeCode } from "../packaging/native-code";
import { warnOfLargeBundle } from "./bundle-size";
import type { NodejsSource } from "./check-source";
import { checkSource } from "./check-source";
import { esbuildOptions } from "./esbuild-options";
import { esbuildVersion } from "./esbuild-version";
import { INSTALLATION_FILES, installation } from "./node-modules";

/** Name of the bundled file, without its extension. */
export const OUTPUT_MODULE = "index";

/** A TypeScript or JavaScript file, bundled with what it imports. */
export class NodejsCode implements Code {
  readonly packageType = "Zip";

  constructor(private readonly source: NodejsSource) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    if (facts.packageType === "Image" || facts.runtime.family !== "nodejs") {
      refuse(scope, {
        what: "runtime",
        value: facts.packageType === "Image" ? undefined : facts.runtime.name,
        allowed: "a Node.js runtime",
        fix: "Choose one, e.g. lambda.Runtime.NODEJS_22_X, or use lambda.Function.",
      });
    }
    const { architecture, runtime } = facts;
    checkSource(scope, this.source);
    const { nodeModules = [] } = this.source.options;
    const options = esbuildOptions(this.source, runtime.name);
    const bundled = addBundle(scope, this.bundle(scope, options));
    const installed =
      nodeModules.length === 0
        ? undefined
        : addBundle(scope, installation(scope, nodeModules, architecture));

    const files = (session: ISynthesisSession): readonly CodeFile[] => {
      const bundle = bundled(session);
      report(scope, this.source, bundle);
      const modules = installed
        ? codeFiles(scope, installed(session).folder, INSTALLATION_FILES)
        : [];
      const all = [...codeFiles(scope, bundle.folder, []), ...modules];
      checkCodeSize(scope, `the bundle of ${this.source.entry}`, all);
      checkNativeCode(scope, modules, architecture);
      return all;
    };
    const to = assetPath(scope);
    const bundleFile = `${to}.bundle.json`;
    const content = (session: ISynthesisSession): string =>
      bundleFileText({ esbuild: options, inputs: bundled(session).esbuild?.inputs ?? [] });
    copyOnSynth(scope, to, files, { name: bundleFile, content });
    return archive(scope, { sourceDir: to }, { bundleFile });
  }

  private bundle(scope: Construct, options: EsbuildOptions): Bundle {
    return {
      label: path.relative("", this.source.entry),
      key: { esbuild: esbuildVersion(scope), options },
      steps: [{ kind: "esbuild", options }],
      fix: "Correct the code, install what it imports, or add a package to bundling.externalModules if a layer has it.",
    };
  }
}

/** How the code was bundled: another tool can bundle it again after one of the inputs has changed. */
interface BundleFile {
  /** Options of esbuild's API; paths start at the project's root. */
  readonly esbuild: EsbuildOptions;
  /** The files that it read, by their paths from the project's root. */
  readonly inputs: readonly string[];
}

function bundleFileText(file: BundleFile): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function report(scope: Construct, { entry }: NodejsSource, { esbuild }: BuiltBundle): void {
  if (!esbuild) {
    return;
  }
  for (const warning of esbuild.warnings) {
    warn(scope, `${entry}: ${warning}`);
  }
  warnOfLargeBundle(scope, entry, esbuild);
}
