import { existsSync, realpathSync } from "node:fs";
import { mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";

/** Determines which packages a Node.js handler finds besides those in its zip. */
export interface PackageSources {
  readonly runtime: string;
  /** `/opt` on AWS. */
  readonly opt: string;
  /** Folder of the stack, inside the project that synthesises it. */
  readonly stackFolder: string;
}

/** The package folders of layers for a runtime, in the order of NODE_PATH. */
export function layerPackages(runtime: string, opt: string): string[] {
  return [`${opt}/nodejs/node${majorVersion(runtime)}/node_modules`, `${opt}/nodejs/node_modules`];
}

/**
 * Links the packages that Lambda has on NODE_PATH (those of layers, and the AWS SDK) into a
 * node_modules folder that Node.js searches after the handler's own: Lambda's Node.js searches
 * NODE_PATH for ES modules too, Node.js itself doesn't. The SDK comes from the stack's project, else
 * from the runner's.
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
  const installed = nodeModules(stackFolder, __dirname);
  for (const name of sdkNames(runtime)) {
    await linkFirst(inFolders(name, installed), path.join(folder, name));
  }
}

/** The project of a stack: the nearest folder above it with a package.json. */
export function projectOf(stackFolder: string): string {
  const isProject = (folder: string): boolean => existsSync(path.join(folder, "package.json"));
  return [...ancestors(stackFolder), ...ancestors(__dirname)].find(isProject) ?? stackFolder;
}

/** AWS SDK v3 has packages in two scopes; runtimes before nodejs18.x have v2. */
function sdkNames(runtime: string): string[] {
  return majorVersion(runtime) >= 18 ? ["@aws-sdk", "@smithy"] : ["aws-sdk"];
}

function majorVersion(runtime: string): number {
  return Number(/\d+/.exec(runtime)?.[0]);
}

/** The folders in which Node.js searches packages for files in these folders. */
function nodeModules(...folders: readonly string[]): Set<string> {
  return new Set(folders.flatMap(ancestors).map((folder) => path.join(folder, "node_modules")));
}

/** The places of a package or scope in these folders, each once. */
function inFolders(name: string, folders: ReadonlySet<string>): string[] {
  const found = [...folders].map((folder) => path.join(folder, name)).filter(existsSync);
  return [...new Set(found.map((one) => realpathSync(one)))];
}

/** A folder and all folders above it. */
function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** A scope has a hundred packages: they are linked one by one only if it is in several folders. */
async function linkFirst(sources: readonly string[], target: string): Promise<void> {
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0 && !existsSync(target)) {
    return symlink(only, target);
  }
  for (const source of sources) {
    await link(source, target);
  }
}

/** Links a package, or each package of a scope. Existing links stay: earlier sources win. */
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
