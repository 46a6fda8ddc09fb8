import path from "node:path";
import { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { CodeSource } from "./function-config";
import { required, Unsupported } from "./unsupported";

/** Where a function's files come from: `filename`, which may be an `archive_file`'s output. */
export function readCode(stack: ResolvedStack, fn: ResolvedResource): CodeSource {
  if (fn.string("package_type") === "Image") {
    throw new Unsupported(fn, "package_type", '"Image": container images are not run here');
  }
  return readPackage(stack, fn, "s3_key");
}

/** The files of a layer, which is made in the same stack. */
export function readLayer(stack: ResolvedStack, fn: ResolvedResource, arn: string): CodeSource {
  const layer = stack
    .ofType("aws_lambda_layer_version")
    .find((resource) => resource.string("arn") === arn);
  if (layer) return readPackage(stack, layer, "s3_key");
  const reason = `${arn} is not a layer of this stack, so its files are not here`;
  throw new Unsupported(fn, "layers", reason);
}

function readPackage(stack: ResolvedStack, resource: ResolvedResource, s3: string): CodeSource {
  const filename = resource.string("filename");
  if (filename === undefined) {
    throw new Unsupported(resource, s3, "code in S3 can't be read here: use a local file");
  }
  const archive = stack
    .ofType("data.archive_file")
    .find((candidate) => candidate.string("output_path") === filename);
  if (archive) return readArchive(stack, archive);
  return { kind: "zip", path: path.resolve(stack.folder, filename) };
}

/** @see https://registry.terraform.io/providers/hashicorp/archive/2.7.1/docs/data-sources/file */
function readArchive(stack: ResolvedStack, archive: ResolvedResource): CodeSource {
  const folder = archive.string("source_dir");
  if (folder !== undefined) {
    return {
      kind: "folder",
      path: path.resolve(stack.folder, folder),
      excludes: archive.strings("excludes"),
      fileMode: fileMode(archive),
    };
  }
  const file = archive.string("source_file");
  if (file !== undefined) return { kind: "file", path: path.resolve(stack.folder, file) };
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

/** `output_file_mode`, octal: in the zip, whatever the files' own modes are. */
function fileMode(archive: ResolvedResource): number | undefined {
  const mode = archive.string("output_file_mode");
  return mode === undefined ? undefined : parseInt(mode, 8);
}
