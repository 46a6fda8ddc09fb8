import path from "node:path";
import type { DataArchiveFileConfig } from "@cdktf/provider-archive/lib/data-archive-file";
import { DataArchiveFile } from "@cdktf/provider-archive/lib/data-archive-file";
import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Lets Terraform zip a function's code in the stack's folder, where CDKTF runs Terraform. The
 * synthesised JSON has no hash of the code: each plan computes `source_code_hash` from the archive.
 * So the JSON changes only with the infrastructure, and the plan with the code.
 * @param copiedFrom the folder that `sourceDir` is a copy of
 */
export function archive(
  scope: Construct,
  content: Pick<DataArchiveFileConfig, "source" | "sourceDir">,
  copiedFrom?: string,
): { filename: string; sourceCodeHash: string } {
  ensureArchiveProvider(scope);
  const config: DataArchiveFileConfig = {
    ...content,
    type: "zip",
    outputPath: `${assetPath(scope)}.zip`,
    // One mode for all files: otherwise the umask would change the hash. `bootstrap` is executable.
    outputFileMode: "0755",
  };
  const file =
    copiedFrom === undefined
      ? new DataArchiveFile(scope, "Code", config)
      : new CopiedArchive(scope, "Code", config, copiedFrom);
  return { filename: file.outputPath, sourceCodeHash: file.outputBase64Sha256 };
}

/** An archive of copied code whose comment in the JSON (`//`) names the folder it was copied from. */
class CopiedArchive extends DataArchiveFile {
  constructor(
    scope: Construct,
    id: string,
    config: DataArchiveFileConfig,
    private readonly copiedFrom: string,
  ) {
    super(scope, id, config);
  }

  protected override get constructNodeMetadata() {
    const folder = path.relative("", this.copiedFrom).split(path.sep).join("/");
    // A folder outside the project has another path on each machine: the JSON must not have it.
    const isInside = folder !== ".." && !folder.startsWith("../") && !path.isAbsolute(folder);
    return { ...super.constructNodeMetadata, ...(isInside && { source_folder: folder || "." }) };
  }
}

/** Folder of a function's code in its stack's folder: unique, and the same on every machine. */
export function assetPath(scope: Construct): string {
  // The hash distinguishes `Hello` from `hello` on case-insensitive file systems.
  return `assets/${TerraformStack.of(scope).getLogicalId(scope.node)}-${scope.node.addr.slice(-8)}`;
}

/** Adds the archive provider unless the stack has it: a stack must declare it only once. */
export function ensureArchiveProvider(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  const has = stack.node.children.some((child) => child instanceof ArchiveProvider);
  if (!has) {
    new ArchiveProvider(stack, "archive");
  }
}
