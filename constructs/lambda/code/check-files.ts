import path from "node:path";
import type { Construct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";
import { handlerFiles } from "../handler-file";
import type { CodeFile } from "../packaging/code-folder";
import type { FunctionFacts } from "./code";

/** Terraform can't zip an empty folder, and Lambda refuses an empty zip, even with layers. */
export function checkSomeFile(scope: Construct, folder: string, files: readonly CodeFile[]): void {
  if (files.length > 0) {
    return;
  }
  refuse(scope, {
    what: "code folder",
    value: folder,
    allowed: "a folder with at least one file that isn't excluded",
    fix: "Add the code's files, or exclude fewer of them.",
  });
}

/**
 * Refuses a handler whose file isn't there, unless a layer may contain it.
 * @param folder - for messages
 */
export function checkHandler(
  scope: Construct,
  facts: FunctionFacts,
  folder: string,
  files: readonly CodeFile[],
): void {
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
        ? `one whose file is in ${folder}: ${wanted.join(" or ")}`
        : "<file>.<function>, where the file's path starts at the code's root",
    fix:
      typeScriptFix(folder, wanted, files) ??
      `Correct the handler or add the file; otherwise ${facts.runtime.name} fails at its first start.`,
  });
}

/** Lambda doesn't compile TypeScript. */
function typeScriptFix(
  folder: string,
  wanted: readonly string[],
  files: readonly CodeFile[],
): string | undefined {
  const source = files.find(({ name }) => wanted.includes(name.replace(/ts$/, "js")));
  return (
    source &&
    `${source.name} is TypeScript: bundle it with lambda.NodejsFunction and entry ${JSON.stringify(path.posix.join(folder, source.name))}.`
  );
}
