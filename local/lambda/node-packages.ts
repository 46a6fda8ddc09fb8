import { existsSync } from "node:fs";
import { mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";

/** The scopes of the AWS SDK for JavaScript v3, which is part of Lambda's Node.js runtimes. */
const SDK_SCOPES = ["@aws-sdk", "@smithy"];

/** Where layers have packages for a runtime, in their order on NODE_PATH. */
export function layerPackages(runtime: string, opt: string): string[] {
  const major = /\d+/.exec(runtime)?.[0] ?? "";
  return [`${opt}/nodejs/node${major}/node_modules`, `${opt}/nodejs/node_modules`];
}

/**
 * Puts the packages that Lambda has on NODE_PATH, those of the layers and the AWS SDK, where Node.js
 * looks for a handler's packages after the handler's own: Lambda's Node.js searches NODE_PATH for
 * ES modules too, which Node.js itself doesn't.
 * @param beside the folder that holds the code's folder
 * @param layerFolders in their order on NODE_PATH
 * @see https://aws.amazon.com/blogs/compute/node-js-18-x-runtime-now-available-in-aws-lambda/
 */
export async function linkPackages(beside: string, layerFolders: readonly string[]): Promise<void> {
  const folder = path.join(beside, "node_modules");
  for (const layer of layerFolders) await linkAll(layer, folder);
  const sdk = sdkFolder();
  if (!sdk) return;
  for (const scope of SDK_SCOPES) await linkAll(path.join(sdk, scope), path.join(folder, scope));
}

/** Where this project has the SDK: of what AWS has, only the clients that are installed there. */
function sdkFolder(): string | undefined {
  return require.resolve
    .paths("@aws-sdk/core")
    ?.find((folder) => existsSync(path.join(folder, "@aws-sdk")));
}

/** What is there already stays: it is from a folder that is searched before. */
async function linkAll(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(to, { recursive: true });
  await Promise.all(
    (await readdir(from)).map(async (name) => {
      const [source, target] = [path.join(from, name), path.join(to, name)];
      if (name.startsWith("@")) await linkAll(source, target);
      else if (!existsSync(target)) await symlink(source, target);
    }),
  );
}
