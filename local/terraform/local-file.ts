import { readFileSync } from "node:fs";
import path from "node:path";
import type { Attributes } from "./resolved-stack";
import { StackError } from "./stack-error";

/** Resources that write a file when the stack is applied. */
export const LOCAL_FILES = ["local_file", "local_sensitive_file"];

/**
 * What a resource writes into its file.
 * @see https://registry.terraform.io/providers/hashicorp/local/latest/docs/resources/file
 */
export function writtenContent(file: Attributes, folder: string): Buffer {
  const encoded = file.string("content_base64");
  if (encoded !== undefined) {
    return Buffer.from(encoded, "base64");
  }
  const source = file.string("source");
  if (source !== undefined) {
    return readExisting(path.resolve(folder, source), `${file.address}.source`);
  }
  return Buffer.from(file.string("content") ?? file.string("sensitive_content") ?? "");
}

/** @throws StackError that names the attribute, unless the file can be read */
export function readExisting(file: string, attribute: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StackError(`${attribute}: ${file} can't be read: ${(error as Error).message}`);
  }
}
