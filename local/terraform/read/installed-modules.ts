import { readFileSync } from "node:fs";
import path from "node:path";
import { StackError } from "../stack-error";

/** Where `terraform init` lists the modules that it has downloaded. */
export function installedModulesFile(stack: string): string {
  return path.join(stack, ".terraform/modules/modules.json");
}

interface Manifest {
  readonly Modules?: readonly { readonly Key?: string; readonly Dir?: string }[];
}

/** The modules of a stack that Terraform has downloaded. */
export class InstalledModules {
  private folders?: ReadonlyMap<string, string>;

  constructor(private readonly stack: string) {}

  /**
   * The folder of a module, relative to the stack's.
   * @param calls the names of the calls that lead to it from the stack
   * @throws StackError if Terraform hasn't downloaded it
   */
  folderOf(calls: readonly string[], source: string): string {
    this.folders ??= readManifest(installedModulesFile(this.stack));
    const folder = this.folders.get(calls.join("."));
    if (folder === undefined) {
      throw new StackError(
        `the module ${JSON.stringify(source)} isn't installed; run "terraform init" in ${this.stack}`,
      );
    }
    return folder;
  }
}

function readManifest(file: string): ReadonlyMap<string, string> {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return new Map();
    }
    throw new StackError(`${file} can't be read: ${(error as Error).message}`);
  }
  return new Map((manifest.Modules ?? []).map(({ Key = "", Dir = "." }) => [Key, Dir]));
}
