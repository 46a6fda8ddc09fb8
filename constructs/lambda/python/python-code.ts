import { statSync } from "node:fs";
import type { ISynthesisSession } from "cdktf";
import type { Construct } from "constructs";
import { checkPattern } from "../../core/checks";
import { refuse } from "../../core/refusal";
import { addBundle } from "../bundling/bundles-of-stack";
import { checkHandler } from "../code/check-files";
import type { Code, CodeConfig, FunctionFacts } from "../code/code";
import { archive, assetPath } from "../packaging/archive";
import type { CodeFile } from "../packaging/code-folder";
import { codeFiles } from "../packaging/code-folder";
import { checkCodeSize } from "../packaging/code-size";
import { copyOnSynth } from "../packaging/copy-on-synth";
import { checkNativeCode } from "../packaging/native-code";
import { warnOfMissingHandler } from "./defined-handler";
import { installation, INSTALLATION_FILES } from "./installation";
import { PROJECT_FILES, requirementsOf } from "./requirements";

/** What the code of a `PythonFunction` is, by its props. */
interface PythonSource {
  readonly entry: string;
  readonly index: string;
  readonly handler: string;
  readonly exclude: readonly string[];
}

/** A folder of Python code, with the packages that its requirements name. */
export class PythonCode implements Code {
  readonly packageType = "Zip";

  constructor(private readonly source: PythonSource) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    const { entry, index, handler, exclude } = this.source;
    if (facts.packageType === "Image" || facts.runtime.family !== "python") {
      refuse(scope, {
        what: "runtime",
        value: facts.packageType === "Image" ? undefined : facts.runtime.name,
        allowed: "a Python runtime",
        fix: "Choose one, e.g. lambda.Runtime.PYTHON_3_13, or use lambda.Function.",
      });
    }
    if (!statSync(entry, { throwIfNoEntry: false })?.isDirectory()) {
      refuse(scope, {
        what: "entry",
        value: entry,
        allowed: "a folder that exists; a relative path starts at the project's root",
        fix: "Correct the path, or create the folder.",
      });
    }
    checkPattern(scope, "handler", handler, {
      pattern: /^[\p{ID_Start}_]\p{ID_Continue}*$/u,
      allowed: `the name of a function in ${index}, without the name of its file`,
      fix: 'Leave it out for a function named "handler".',
    });
    const { runtime, architecture } = facts;
    const own = codeFiles(scope, entry, [...PROJECT_FILES.map((name) => `./${name}`), ...exclude]);
    checkHandler(scope, facts, entry, own);
    warnOfMissingHandler(scope, facts, own);
    const requirements = requirementsOf(scope, entry);
    const installed =
      requirements && addBundle(scope, installation(scope, requirements, runtime, architecture));

    const to = assetPath(scope);
    copyOnSynth(scope, to, (session: ISynthesisSession) => {
      const packages = installed
        ? codeFiles(scope, installed(session).folder, INSTALLATION_FILES)
        : [];
      // A file of the function replaces one of a package.
      const all = [...new Map([...packages, ...own].map((file) => [file.name, file])).values()];
      checkCodeSize(scope, entry, all);
      checkNativeCode(scope, packages as readonly CodeFile[], architecture);
      return all;
    });
    return archive(scope, { sourceDir: to }, { copiedFrom: entry });
  }
}
