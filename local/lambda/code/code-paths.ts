import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { literalPattern } from "../../literal-pattern";
import type { CodeSource } from "../config/function-config";
import type { LambdaFolders } from "./lambda-folders";

const TASK_ROOT = "/var/task";

interface SandboxFolders extends LambdaFolders {
  /** Folder whose files the scripts are named by while they are debugged. */
  readonly originals: string | undefined;
  readonly runtime: string;
}

/** Paths that begin with a folder of this machine, and what the folder is shown as. */
interface Shown {
  readonly folder: string;
  readonly begins: RegExp;
  readonly as: string;
}

/**
 * Shows the files of a sandbox by paths that mean something outside of it: what a function returns
 * has the paths of Lambda, and its log has the paths of the files that the developer edits.
 */
export class CodePaths {
  private readonly onLambda: readonly Shown[];
  private readonly inProject: readonly Shown[];

  constructor(source: CodeSource, { taskRoot, originals, opt, runtime }: SandboxFolders) {
    const others = [...shown(opt, "/opt"), ...shown(runtime, "/var/runtime")];
    const code = [taskRoot, ...(originals === undefined ? [] : [originals])];
    const codeAs = (as: string): Shown[] => code.flatMap((folder) => shown(folder, as));
    this.onLambda = [...codeAs(TASK_ROOT), ...others];
    this.inProject = [...codeAs(sourceFolder(source)), ...others];
  }

  /** The text with Lambda's paths: `/var/task/index.py`. */
  asOnLambda(text: string): string {
    return replaced(text, this.onLambda);
  }

  /** The text with the project's paths: `lambda-src/hello/index.py`. */
  asInProject(text: string): string {
    return replaced(text, this.inProject);
  }
}

function replaced(text: string, paths: readonly Shown[]): string {
  let result = text;
  for (const { folder, begins, as } of paths) {
    // Most text contains no path, and a plain search is fast.
    if (result.includes(folder)) {
      result = result.replace(begins, () => as);
    }
  }
  return result;
}

/** Where the developer finds the code; a zip and inline code have no such folder. */
function sourceFolder(source: CodeSource): string {
  switch (source.kind) {
    case "folder":
      // The source map of a bundle has paths from the project's root.
      return source.bundleFile ? "." : (source.copiedFrom ?? fromHere(source.path));
    case "file":
      return fromHere(path.dirname(source.path));
    case "zip":
    case "inline":
      return TASK_ROOT;
  }
}

/** The path as one would type it here. */
function fromHere(file: string): string {
  const relative = path.relative("", file);
  return relative === ".." || relative.startsWith("../") ? file : relative || ".";
}

/** A folder by all its names: Node.js resolves links, and names ES modules by URL. */
function shown(folder: string, as: string): Shown[] {
  const names = new Set([existsSync(folder) ? realpathSync(folder) : folder, folder]);
  return [...names].flatMap((name) => [
    shownAs(pathToFileURL(name).href, as.startsWith("/") ? `file://${as}` : as),
    shownAs(name, as),
  ]);
}

function shownAs(folder: string, as: string): Shown {
  const begins = new RegExp(`${literalPattern(folder)}(?![\\w.-])`, "g");
  return { folder, begins, as };
}
