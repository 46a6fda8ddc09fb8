import { readFileSync } from "node:fs";
import path from "node:path";
import { StackError } from "../stack-error";
import { meetsConstraint } from "./version-constraint";

/**
 * Where `terraform init` lists the modules that it has downloaded.
 * @see https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_data_dir
 */
export function installedModulesFile(stack: string): string {
  return path.resolve(stack, process.env.TF_DATA_DIR || ".terraform", "modules/modules.json");
}

interface Manifest {
  readonly Modules?: readonly InstalledModule[];
}

interface InstalledModule {
  /** The names of the calls that lead to it. */
  readonly Key?: string;
  readonly Source?: string;
  /** Of a module from a registry. */
  readonly Version?: string;
  readonly Dir?: string;
}

/** What a `module` block asks for. */
export interface WantedModule {
  readonly source: string;
  /** A constraint, for a module from a registry. */
  readonly version?: string;
}

/** A module of a registry: its source has no scheme and at most the registry's host. */
const OF_REGISTRY = /^(?:[\w.-]+\.[\w.-]+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/;

/** The modules of a stack that Terraform has downloaded. */
export class InstalledModules {
  private modules?: ReadonlyMap<string, InstalledModule>;

  constructor(private readonly stack: string) {}

  /**
   * The folder of a module, relative to the stack's.
   * @param calls the names of the calls that lead to it from the stack
   * @throws StackError if Terraform hasn't downloaded it, or another source or version of it
   */
  folderOf(calls: readonly string[], wanted: WantedModule): string {
    this.modules ??= readManifest(installedModulesFile(this.stack));
    const installed = this.modules.get(calls.join("."));
    const reason = installed ? mismatch(installed, wanted) : "isn't installed";
    if (reason !== undefined) {
      throw new StackError(
        `the module ${JSON.stringify(wanted.source)} ${reason}; run "terraform init" in ${this.stack}`,
      );
    }
    return installed?.Dir ?? ".";
  }
}

/** Why Terraform wouldn't use what it has installed, either. */
function mismatch(
  { Source = "", Version }: InstalledModule,
  { source, version }: WantedModule,
): string | undefined {
  if (Version === undefined || !OF_REGISTRY.test(source)) {
    return undefined;
  }
  if (Source !== source && !Source.endsWith(`/${source}`)) {
    return `isn't what is installed, which is ${Source}`;
  }
  return version === undefined || meetsConstraint(Version, version)
    ? undefined
    : `is installed in version ${Version}, and version is ${JSON.stringify(version)}`;
}

function readManifest(file: string): ReadonlyMap<string, InstalledModule> {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return new Map();
    }
    throw new StackError(`${file} can't be read: ${(error as Error).message}`);
  }
  return new Map((manifest.Modules ?? []).map((module) => [module.Key ?? "", module]));
}
