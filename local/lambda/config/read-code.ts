import path from "node:path";
import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { StackError } from "../../terraform/stack-error";
import type { CodeSource, ContainerImage } from "./function-config";
import { givenCode, type GivenCode } from "./given-code";
import { required, Unsupported } from "./unsupported";

const NONE_GIVEN: GivenCode = new Map();
const OBJECTS = ["aws_s3_object", "aws_s3_bucket_object"];

/** The container image of a function; undefined if its code is a zip. */
export function readImage(fn: ResolvedResource): ContainerImage | undefined {
  if (fn.string("package_type") !== "Image") {
    return undefined;
  }
  const [config] = fn.blocks("image_config");
  return {
    uri: required(fn, "image_uri"),
    entryPoint: listOf(config, "entry_point"),
    command: listOf(config, "command"),
    workingDirectory: config?.string("working_directory"),
  };
}

/** An empty list changes nothing, as Terraform doesn't send it. */
function listOf(block: Attributes | undefined, attribute: string): string[] | undefined {
  const list = block?.strings(attribute) ?? [];
  return list.length > 0 ? list : undefined;
}

/**
 * The source of a function's files: a local zip, which the function names or the stack uploads to
 * S3. If an `archive_file` creates the zip, its source.
 * @param given takes the place of what the stack names
 */
export function readCode(
  stack: ResolvedStack,
  fn: ResolvedResource,
  given = NONE_GIVEN,
): CodeSource {
  if (fn.string("package_type") === "Image") {
    return { kind: "inline", files: [] };
  }
  return givenCode(given, fn.address) ?? readPackage(stack, fn);
}

/** The source of a layer's files; the layer must be given, or a resource of the same stack. */
export function readLayer(
  stack: ResolvedStack,
  fn: ResolvedResource,
  arn: string,
  given = NONE_GIVEN,
): CodeSource {
  const layer = stack
    .ofType("aws_lambda_layer_version")
    .find((resource) => textOf(resource, "arn") === arn);
  const source = givenCode(given, arn) ?? givenCode(given, layer?.address ?? "");
  if (source) {
    return source;
  }
  if (layer) {
    return readPackage(stack, layer);
  }
  const reason = `${arn} is not a layer of this stack; pass a folder or zip with its files: --code ${arn}=PATH`;
  throw new Unsupported(fn, "layers", reason);
}

function readPackage(stack: ResolvedStack, resource: ResolvedResource): CodeSource {
  const filename = resource.string("filename") ?? uploaded(stack, resource);
  const file = path.resolve(stack.folder, filename);
  const archive = stack.ofType("data.archive_file").find((candidate) => {
    const output = textOf(candidate, "output_path");
    return output !== undefined && path.resolve(stack.folder, output) === file;
  });
  return archive ? readArchive(stack, archive) : { kind: "zip", path: file };
}

/** The local file that the stack uploads to the function's bucket and key. */
function uploaded(stack: ResolvedStack, resource: ResolvedResource): string {
  const bucket = resource.string("s3_bucket");
  const key = resource.string("s3_key");
  const isPackage = (object: ResolvedResource) =>
    key !== undefined && textOf(object, "bucket") === bucket && textOf(object, "key") === key;
  const source = OBJECTS.flatMap((type) => stack.ofType(type))
    .find(isPackage)
    ?.string("source");
  if (source !== undefined) {
    return source;
  }
  const reason =
    "no aws_s3_object or aws_s3_bucket_object of this stack uploads it from a source; pass a folder or zip with its files: --code ADDRESS=PATH";
  throw new Unsupported(resource, "s3_key", reason);
}

/** @see https://registry.terraform.io/providers/hashicorp/archive/2.7.1/docs/data-sources/file */
function readArchive(stack: ResolvedStack, archive: ResolvedResource): CodeSource {
  const folder = archive.string("source_dir");
  if (folder !== undefined) {
    // Terraform ignores "//": a tool that makes code before it is zipped can name its sources.
    const [comment] = archive.blocks("//");
    const bundleFile = comment?.string("bundle_file");
    return {
      kind: "folder",
      path: path.resolve(stack.folder, folder),
      copiedFrom: comment?.string("source_folder"),
      bundleFile: bundleFile === undefined ? undefined : path.resolve(stack.folder, bundleFile),
      excludes: archive.strings("excludes"),
      fileMode: fileMode(archive),
    };
  }
  const file = archive.string("source_file");
  if (file !== undefined) {
    return { kind: "file", path: path.resolve(stack.folder, file) };
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

/** Undefined for an attribute that can't be resolved: what refers to it can't be either. */
function textOf(resource: ResolvedResource, attribute: string): string | undefined {
  try {
    return resource.string(attribute);
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
