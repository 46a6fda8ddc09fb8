import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A provider and the one version of it that the tests need. */
export interface Provider {
  readonly name: string;
  readonly version: string;
}

export const AWS: Provider = { name: "aws", version: "5.100.0" };
export const ARCHIVE: Provider = { name: "archive", version: "2.7.1" };

const NAMESPACE = "registry.terraform.io/hashicorp";

/** Terraform's source address of the provider. */
export const sourceOf = ({ name }: Provider) => `${NAMESPACE}/${name}`;

/** Terraform's name of this operating system and architecture. */
export const platform = `${process.platform === "win32" ? "windows" : process.platform}_${
  process.arch === "x64" ? "amd64" : process.arch
}`;

/** Folder of an unpacked provider in a filesystem mirror. */
export const unpackedFolder = (mirror: string, provider: Provider) =>
  path.join(mirror, sourceOf(provider), provider.version, platform);

/** The provider's executable, unless the mirror has only its zip file. */
export function executableIn(mirror: string, provider: Provider): string | undefined {
  const folder = unpackedFolder(mirror, provider);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const name = files.find((file) => file.startsWith("terraform-provider-"));
  return name && path.join(folder, name);
}

/** Under these, mirrors are looked for: Terraform's own places for plugins first. */
const ROOTS = [
  path.join(homedir(), ".terraform.d"),
  path.join(homedir(), ".local/share/terraform"),
  "/usr/local/share/terraform",
  "/usr/share/terraform",
  "/usr/local/lib",
  "/usr/lib",
  "/opt",
  "/srv",
  homedir(),
];
const DEPTH = 3;
/** Terraform's plugin cache, which the CDKTF CLI turns on, may be links to where providers once were. */
const NO_MIRRORS: ReadonlySet<string> = new Set(["node_modules", "plugin-cache"]);

/** A filesystem mirror that holds the provider: TERRAFORM_MIRROR, or one found near the usual roots. */
export function findMirror(provider: Provider): string | undefined {
  const given = process.env.TERRAFORM_MIRROR;
  const holds = (folder: string) => holdsProvider(folder, provider);
  if (given !== undefined && holds(given)) {
    return given;
  }
  for (const root of ROOTS) {
    const found = search(root, DEPTH, holds);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function holdsProvider(mirror: string, provider: Provider): boolean {
  const { name, version } = provider;
  const packed = `terraform-provider-${name}_${version}_${platform}.zip`;
  return (
    existsSync(unpackedFolder(mirror, provider)) ||
    existsSync(path.join(mirror, sourceOf(provider), packed))
  );
}

function search(
  folder: string,
  depth: number,
  holds: (folder: string) => boolean,
): string | undefined {
  if (holds(folder)) {
    return folder;
  }
  if (depth === 0) {
    return undefined;
  }
  for (const child of subfolders(folder)) {
    const found = search(path.join(folder, child), depth - 1, holds);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !NO_MIRRORS.has(entry.name))
      .map((entry) => entry.name);
  } catch {
    // Not there, or not ours to read.
    return [];
  }
}
