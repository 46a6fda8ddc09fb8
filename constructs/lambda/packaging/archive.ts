import path from "node:path";
import type { DataArchiveFileConfig } from "@cdktf/provider-archive/lib/data-archive-file";
import { DataArchiveFile } from "@cdktf/provider-archive/lib/data-archive-file";
import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** What the code in an archive was made from. Terraform ignores it; tools find the sources by it. */
export type CodeOrigin =
  | {
      /** The folder that the code is a copy of. */
      readonly copiedFrom: string;
    }
  | {
      /** The file in the stack's folder that describes how the code was bundled. */
      readonly bundleFile: string;
    };

/**
 * Lets Terraform zip a function's code in the stack's folder, where CDKTF runs Terraform. The
 * synthesised JSON has no hash of the code: each plan computes `source_code_hash` from the archive.
 * So the JSON changes only with the infrastructure, and the plan with the code.
 */
export function archive(
  scope: Construct,
  content: Pick<DataArchiveFileConfig, "source" | "sourceDir">,
  origin?: CodeOrigin,
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
    origin === undefined
      ? new DataArchiveFile(scope, "Code", config)
      : new ArchiveOfOrigin(scope, "Code", config, origin);
  return { filename: file.outputPath, sourceCodeHash: file.outputBase64Sha256 };
}

/** An archive whose comment in the JSON (`//`) names the origin of its code. */
class ArchiveOfOrigin extends DataArchiveFile {
  constructor(
    scope: Construct,
    id: string,
    config: DataArchiveFileConfig,
    private readonly origin: CodeOrigin,
  ) {
    super(scope, id, config);
  }

  protected override get constructNodeMetadata() {
    return { ...super.constructNodeMetadata, ...comment(this.origin) };
  }
}

function comment(origin: CodeOrigin): Record<string, string> {
  if ("bundleFile" in origin) {
    return { bundle_file: origin.bundleFile };
  }
  const folder = path.relative("", origin.copiedFrom).split(path.sep).join("/");
  // A folder outside the project has another path on each machine: the JSON must not have it.
  const isInside = folder !== ".." && !folder.startsWith("../") && !path.isAbsolute(folder);
  return isInside ? { source_folder: folder || "." } : {};
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
