import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Value } from "../../resolved-stack";
import { object, setOf, text } from "../values";
import { filesMatching } from "./fileset";
import type { FunctionContext, TerraformFunction, TerraformFunctions } from "./terraform-function";

/** Relative names start from the folder of the stack, where Terraform runs. */
function filePath(name: Value | undefined, { folder, dependsOn }: FunctionContext): string {
  const file = path.resolve(folder, expandHome(text(name)));
  dependsOn(file);
  return file;
}

function expandHome(name: string): string {
  return name.replace(/^~(?=\/|$)/, os.homedir());
}

function read(name: Value | undefined, context: FunctionContext): Buffer {
  return readFileSync(filePath(name, context));
}

const fileHash =
  (algorithm: string, encoding: "hex" | "base64"): TerraformFunction =>
  ([name], context) =>
    createHash(algorithm).update(read(name, context)).digest(encoding);

export const fileFunctions: TerraformFunctions = {
  abspath: ([name], { folder }) => path.resolve(folder, text(name)),
  basename: ([name]) => path.posix.basename(text(name)) || (text(name) === "" ? "." : "/"),
  dirname: ([name]) =>
    text(name).replace(/(?:^|\/)[^/]*$/, "") || (text(name)[0] === "/" ? "/" : "."),
  file: ([name], context) => read(name, context).toString("utf8"),
  filebase64: ([name], context) => read(name, context).toString("base64"),
  filebase64sha256: fileHash("sha256", "base64"),
  filebase64sha512: fileHash("sha512", "base64"),
  fileexists: ([name], context) => existsSync(filePath(name, context)),
  filemd5: fileHash("md5", "hex"),
  filesha1: fileHash("sha1", "hex"),
  filesha256: fileHash("sha256", "hex"),
  filesha512: fileHash("sha512", "hex"),
  fileset: ([folder, pattern], context) =>
    setOf(filesMatching(filePath(folder, context), text(pattern))),
  pathexpand: ([name]) => expandHome(text(name)),
  templatefile: ([name, variables], context) =>
    context.render(read(name, context).toString("utf8"), object(variables)),
  templatestring: ([template, variables], context) =>
    context.render(text(template), object(variables)),
};
