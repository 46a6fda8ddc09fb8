import path from "node:path";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { CodeSource } from "./function-config";
import { readArchive } from "./read-archive";
import { textOf } from "./text-of";
import { Unsupported } from "./unsupported";
import { writtenFile } from "./written-file";

const ARCHIVES = ["data.archive_file", "archive_file"];
const OBJECTS = ["aws_s3_object", "aws_s3_bucket_object"];

/** The zip of a function or layer: a local file, or what the stack uploads to S3. */
export function readPackage(stack: ResolvedStack, resource: ResolvedResource): CodeSource {
  const filename = resource.string("filename");
  return filename === undefined ? uploaded(stack, resource) : zipAt(stack, filename);
}

/** A local zip. If a resource or data source of the stack makes it, what it is made of. */
function zipAt(stack: ResolvedStack, filename: string): CodeSource {
  const file = path.resolve(stack.folder, filename);
  const archive = ARCHIVES.flatMap((type) => stack.ofType(type)).find((candidate) => {
    const output = textOf(candidate, "output_path");
    return output !== undefined && path.resolve(stack.folder, output) === file;
  });
  return archive
    ? readArchive(stack, archive)
    : { kind: "zip", path: file, content: writtenFile(stack, file)?.toString("base64") };
}

/** What the stack uploads to the bucket and key of a function or layer. */
function uploaded(stack: ResolvedStack, resource: ResolvedResource): CodeSource {
  const bucket = resource.string("s3_bucket");
  const key = resource.string("s3_key");
  const object = OBJECTS.flatMap((type) => stack.ofType(type)).find(
    (candidate) =>
      key !== undefined &&
      textOf(candidate, "bucket") === bucket &&
      textOf(candidate, "key") === key,
  );
  const source = object?.string("source");
  if (source !== undefined) {
    return zipAt(stack, source);
  }
  const content = object && contentOf(object);
  if (content) {
    return { kind: "zip", path: `s3://${bucket}/${key}`, content };
  }
  const reason =
    "no aws_s3_object or aws_s3_bucket_object of this stack uploads it; pass a folder or zip with its files: --code ADDRESS=PATH";
  throw new Unsupported(resource, "s3_key", reason);
}

/** As base64. */
function contentOf(object: ResolvedResource): string | undefined {
  const text = object.string("content");
  return text === undefined
    ? object.string("content_base64")
    : Buffer.from(text).toString("base64");
}
