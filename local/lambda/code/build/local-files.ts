import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";

const TYPES = ["local_file", "local_sensitive_file"];
const DEFAULT_MODE = "0777";

/**
 * Writes the files that a resource's commands read.
 * @see https://registry.terraform.io/providers/hashicorp/local/latest/docs/resources/file
 */
export function writeLocalFiles({ folder }: ResolvedStack, resource: ResolvedResource): void {
  const files = resource.dependencies().filter(({ type }) => TYPES.includes(type));
  for (const file of files) {
    const target = path.resolve(folder, file.string("filename") ?? "");
    const mode = parseInt(file.string("file_permission") ?? DEFAULT_MODE, 8);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, contentOf(file), { mode });
  }
}

function contentOf(file: ResolvedResource): string | Buffer {
  const encoded = file.string("content_base64");
  return encoded === undefined ? (file.string("content") ?? "") : Buffer.from(encoded, "base64");
}
