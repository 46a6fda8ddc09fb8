import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOCAL_FILES, writtenContent } from "../../../terraform/local-file";
import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";

const DEFAULT_MODE = "0777";

/** Writes the files that a resource's commands read. */
export function writeLocalFiles({ folder }: ResolvedStack, resource: ResolvedResource): void {
  const files = resource.dependencies().filter(({ type }) => LOCAL_FILES.includes(type));
  for (const file of files) {
    const target = path.resolve(folder, file.string("filename") ?? "");
    const mode = parseInt(file.string("file_permission") ?? DEFAULT_MODE, 8);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, writtenContent(file, folder), { mode });
  }
}
