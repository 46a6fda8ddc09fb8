import { createHash } from "node:crypto";
import path from "node:path";
import { LOCAL_FILES, readExisting, writtenContent } from "../local-file";
import type { Attributes } from "../resolved-stack";
import type { ApplyContext, Compute, Computed } from "./compute";

type Content = (file: Attributes, context: ApplyContext) => Buffer;

const written: Content = (file, { folder }) => writtenContent(file, folder);

/** The content of a file that exists, or that a resource of the stack would have written by now. */
const read: Content = (file, { folder, find, dependsOn }) => {
  const filename = file.string("filename") ?? "";
  for (const type of LOCAL_FILES) {
    const writer = find(type, "filename", filename);
    if (writer) {
      return writtenContent(writer, folder);
    }
  }
  const absolute = path.resolve(folder, filename);
  dependsOn(absolute);
  return readExisting(absolute, `${file.address}.filename`);
};

function hashes(content: Content): Readonly<Record<string, Compute>> {
  const hash =
    (algorithm: string, encoding: "hex" | "base64"): Compute =>
    (file, context) =>
      createHash(algorithm).update(content(file, context)).digest(encoding);
  return {
    id: hash("sha1", "hex"),
    content_md5: hash("md5", "hex"),
    content_sha1: hash("sha1", "hex"),
    content_sha256: hash("sha256", "hex"),
    content_base64sha256: hash("sha256", "base64"),
    content_sha512: hash("sha512", "hex"),
    content_base64sha512: hash("sha512", "base64"),
  };
}

const dataSource: Readonly<Record<string, Compute>> = {
  ...hashes(read),
  content: (file, context) => read(file, context).toString("utf8"),
  content_base64: (file, context) => read(file, context).toString("base64"),
};

/** @see https://registry.terraform.io/providers/hashicorp/local/latest/docs */
export const localFiles: Computed = {
  "data.local_file": dataSource,
  "data.local_sensitive_file": dataSource,
  local_file: hashes(written),
  local_sensitive_file: hashes(written),
};
