import { readFileSync } from "node:fs";
import type { Construct } from "constructs";
import { isKnown } from "../../core/known";
import { warn } from "../../core/warning";
import type { FunctionFacts } from "../code/code";
import { handlerFiles } from "../handler-file";
import type { CodeFile } from "../packaging/code-folder";

type ZipFacts = Extract<FunctionFacts, { readonly packageType: "Zip" }>;

/** What can define names that the text of the module doesn't show. */
const HIDDEN =
  /\bimport\s*\*|\bimport\s*\(\s*\*|\bglobals\s*\(|\b__getattr__\b|\bexec\s*\(|\bsys\.modules\b/;

/**
 * Warns about a handler that its file doesn't define, as far as its text shows. It isn't refused,
 * because Python can define names in more ways.
 * @param files - the function's own code
 */
export function warnOfMissingHandler(
  scope: Construct,
  { runtime, handler }: ZipFacts,
  files: readonly CodeFile[],
): void {
  const wanted = isKnown(handler) ? handlerFiles(runtime, handler) : undefined;
  const [file, another] = files.filter(({ name }) => wanted?.includes(name));
  const name = handler.slice(handler.lastIndexOf(".") + 1);
  if (file === undefined || another !== undefined || definesName(file, name)) {
    return;
  }
  warn(
    scope,
    `${file.name} defines no ${name} outside of its functions and classes, so each invocation would ` +
      `fail: Handler '${name}' missing. Define it there, or correct the prop handler.`,
  );
}

function definesName(file: CodeFile, name: string): boolean {
  const text = readFileSync(file.path, "utf8");
  return HIDDEN.test(text) || moduleLines(text).some((line) => mayDefine(line, name));
}

/** A definition, or any mention other than a call, e.g. in an import of several lines. */
function mayDefine(line: string, name: string): boolean {
  const code = line.replace(/#.*/, "");
  const definition = new RegExp(
    String.raw`^\s*(async\s+)?(def|class)\s+${name}(?![\p{ID_Continue}])`,
    "u",
  );
  const mention = new RegExp(
    String.raw`(?<![\p{ID_Continue}.])${name}(?![\p{ID_Continue}]|\s*[(.])`,
    "u",
  );
  return definition.test(code) || mention.test(code);
}

/** The lines outside of functions and classes, by their indentation; those in `if` or `try` included. */
function moduleLines(text: string): string[] {
  const above: { readonly indent: number; readonly isScope: boolean }[] = [];
  return text.split(/\r?\n/).filter((line) => {
    const indent = line.search(/\S/);
    if (indent < 0 || line[indent] === "#") {
      return false;
    }
    while ((above.at(-1)?.indent ?? -1) >= indent) {
      above.pop();
    }
    const isInside = above.some(({ isScope }) => isScope);
    above.push({ indent, isScope: /^\s*(async\s+def|def|class)\b/.test(line) });
    return !isInside;
  });
}
