import path from "node:path";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { CodeSource } from "./function-config";
import { required } from "./unsupported";
import { filesWrittenBelow, writtenFile } from "./written-file";

/** @see https://registry.terraform.io/providers/hashicorp/archive/2.7.1/docs/data-sources/file */
export function readArchive(stack: ResolvedStack, archive: ResolvedResource): CodeSource {
  const folder = archive.string("source_dir");
  if (folder !== undefined) {
    // Terraform ignores "//": a tool that makes code before it is zipped can name its sources.
    const [comment] = archive.blocks("//");
    const bundleFile = comment?.string("bundle_file");
    const source = path.resolve(stack.folder, folder);
    const written = filesWrittenBelow(stack, source);
    return {
      kind: "folder",
      path: source,
      ...(written.length > 0 && { written }),
      copiedFrom: comment?.string("source_folder"),
      bundleFile: bundleFile === undefined ? undefined : path.resolve(stack.folder, bundleFile),
      excludes: archive.strings("excludes"),
      fileMode: fileMode(archive),
    };
  }
  const file = archive.string("source_file");
  if (file !== undefined) {
    const source = path.resolve(stack.folder, file);
    const content = writtenFile(stack, source)?.toString("utf8");
    return content === undefined
      ? { kind: "file", path: source }
      : { kind: "inline", files: [{ name: path.basename(source), content }] };
  }
  const content = archive.string("source_content");
  if (content !== undefined) {
    return {
      kind: "inline",
      files: [{ name: required(archive, "source_content_filename"), content }],
    };
  }
  const files = archive.blocks("source").map((block) => ({
    name: required(block, "filename"),
    content: required(block, "content"),
  }));
  return { kind: "inline", files };
}

/** `output_file_mode`, octal: the mode of all files in the zip. */
function fileMode(archive: ResolvedResource): number | undefined {
  const mode = archive.string("output_file_mode");
  return mode === undefined ? undefined : parseInt(mode, 8);
}
