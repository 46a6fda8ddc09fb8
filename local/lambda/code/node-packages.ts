import { existsSync } from "node:fs";
import { mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";

/** What decides which packages a Node.js handler finds besides those of its zip. */
export interface PackageSources {
  readonly runtime: string;
  /** What `/opt` is on AWS. */
  readonly opt: string;
  /** Folder of the stack, which lies in the project that it is made by. */
  readonly stackFolder: string;
}

/** Where layers have packages for a runtime, in their order on NODE_PATH. */
export function layerPackages(runtime: string, opt: string): string[] {
  return [`${opt}/nodejs/node${majorVersion(runtime)}/node_modules`, `${opt}/nodejs/node_modules`];
}

/**
 * Puts the packages that Lambda has on NODE_PATH, those of the layers and the AWS SDK, where Node.js
 * looks for a handler's packages after the handler's own: Lambda's Node.js searches NODE_PATH for
 * ES modules too, which Node.js itself doesn't. Of the SDK there is what is installed in the stack's
 * project, then what is installed in the runner's.
 * @param beside the folder that holds the code's folder
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export async function linkPackages(
  beside: string,
  { runtime, opt, stackFolder }: PackageSources,
): Promise<void> {
  const folder = path.join(beside, "node_modules");
  await mkdir(folder, { recursive: true });
  for (const layer of layerPackages(runtime, opt)) {
    await linkAll(layer, folder);
  }
  for (const installed of nodeModules(stackFolder, __dirname)) {
    for (const name of sdkNames(runtime)) {
      await link(path.join(installed, name), path.join(folder, name));
    }
  }
}

/** The project that a stack is made by: the nearest folder above it with a package.json. */
export function projectOf(stackFolder: string): string {
  const isProject = (folder: string): boolean => existsSync(path.join(folder, "package.json"));
  return [...ancestors(stackFolder), ...ancestors(__dirname)].find(isProject) ?? stackFolder;
}

/** Version 3 of the AWS SDK is packages of two scopes; runtimes before nodejs18.x have version 2. */
function sdkNames(runtime: string): string[] {
  return majorVersion(runtime) >= 18 ? ["@aws-sdk", "@smithy"] : ["aws-sdk"];
}

function majorVersion(runtime: string): number {
  return Number(/\d+/.exec(runtime)?.[0]);
}

/** The folders that Node.js would look for packages in, for files in these folders. */
function nodeModules(...folders: readonly string[]): Set<string> {
  return new Set(folders.flatMap(ancestors).map((folder) => path.join(folder, "node_modules")));
}

/** A folder, and all those that it is in. */
function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** Links a package, or each package of a scope. What is there already stays: it goes before. */
async function link(source: string, target: string): Promise<void> {
  if (path.basename(source).startsWith("@")) {
    return linkAll(source, target);
  }
  if (!existsSync(source)) {
    return;
  }
  await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") {
      throw error;
    }
  });
}

async function linkAll(from: string, to: string): Promise<void> {
  if (!existsSync(from)) {
    return;
  }
  await mkdir(to, { recursive: true });
  const names = await readdir(from);
  await Promise.all(names.map((name) => link(path.join(from, name), path.join(to, name))));
}
