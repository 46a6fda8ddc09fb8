import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { CodeSource, FunctionConfig } from "../config/function-config";
import { filesUnder, forEachFile } from "./files";
import { projectOf } from "./node-packages";

const SCRIPT = /\.[cm]?js$/;
const SOURCE_MAP = /\.[cm]?js\.map$/;

/**
 * The folder with the scripts that a developer sets breakpoints in: the one that the code was copied
 * from. Undefined unless the function's Node.js listens for a debugger.
 */
export function debuggedFolder(
  { family, environment, code }: FunctionConfig,
  stackFolder: string,
): string | undefined {
  const isDebugged = family === "nodejs" && /--inspect/.test(environment.NODE_OPTIONS ?? "");
  return isDebugged ? originOf(code, stackFolder) : undefined;
}

/**
 * Lets debuggers find the sources of bundled code: the paths in its source maps start at the project.
 * @see https://tc39.es/ecma426/#json-sourceRoot
 */
export async function pointMapsTo(taskRoot: string, project: string): Promise<void> {
  const maps = (await filesUnder(taskRoot)).filter((file) => SOURCE_MAP.test(file.path));
  await forEachFile(maps, async (file) => {
    const map = JSON.parse(await readFile(file.path, "utf8")) as object;
    const sourceRoot = `${pathToFileURL(project).href}/`;
    await rm(file.path);
    await writeFile(file.path, JSON.stringify({ ...map, sourceRoot }), { mode: file.mode });
  });
}

/**
 * Names each script by the URL of its original, which debuggers then show and set breakpoints in. A
 * script that differs from its original keeps its own name, because its lines may be others.
 * @see https://tc39.es/ecma426/#sec-linking-generated-code
 */
export async function nameByOriginals(taskRoot: string, originals: string): Promise<void> {
  const scripts = (await filesUnder(taskRoot)).filter((file) => SCRIPT.test(file.path));
  await forEachFile(scripts, async (script) => {
    const original = path.join(originals, path.relative(taskRoot, script.path));
    const [text, originalText] = await Promise.all([readFile(script.path), readIfFile(original)]);
    if (originalText && text.equals(originalText)) {
      // The copy may be read-only.
      await rm(script.path);
      const named = `${text.toString("utf8")}\n//# sourceURL=${pathToFileURL(original).href}\n`;
      await writeFile(script.path, named, { mode: script.mode });
    }
  });
}

/** Whether a function's code is a bundle, whose source map names the originals. */
export function isBundled({ code }: FunctionConfig): boolean {
  return code.kind === "folder" && code.bundleFile !== undefined;
}

function originOf(code: CodeSource, stackFolder: string): string | undefined {
  switch (code.kind) {
    case "folder":
      if (code.bundleFile !== undefined) {
        return projectOf(stackFolder);
      }
      return code.copiedFrom === undefined
        ? code.path
        : path.resolve(projectOf(stackFolder), code.copiedFrom);
    case "file":
      return path.dirname(code.path);
    case "zip":
    case "inline":
      return undefined;
  }
}

async function readIfFile(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
