import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Value } from "../../resolved-stack";
import type { Scope } from "../evaluate";
import { closedScope, evaluate } from "../evaluate";
import { parseTemplate } from "../parse";
import { object, text } from "../values";
import type { TerraformFunction, TerraformFunctions } from "./terraform-function";

/** Files are named from the folder of the stack, where Terraform runs. */
function place(name: Value | undefined, { folder, dependsOn }: Scope): string {
  const file = path.resolve(folder, expandHome(text(name)));
  dependsOn(file);
  return file;
}

function expandHome(name: string): string {
  return name.replace(/^~(?=\/|$)/, os.homedir());
}

function read(name: Value | undefined, scope: Scope): Buffer {
  return readFileSync(place(name, scope));
}

const fileHash =
  (algorithm: string, encoding: "hex" | "base64"): TerraformFunction =>
  ([name], scope) =>
    createHash(algorithm).update(read(name, scope)).digest(encoding);

export const fileFunctions: TerraformFunctions = {
  abspath: ([name], { folder }) => path.resolve(folder, text(name)),
  basename: ([name]) => path.posix.basename(text(name)) || (text(name) === "" ? "." : "/"),
  dirname: ([name]) =>
    text(name).replace(/(?:^|\/)[^/]*$/, "") || (text(name)[0] === "/" ? "/" : "."),
  file: ([name], scope) => read(name, scope).toString("utf8"),
  filebase64: ([name], scope) => read(name, scope).toString("base64"),
  filebase64sha256: fileHash("sha256", "base64"),
  filebase64sha512: fileHash("sha512", "base64"),
  fileexists: ([name], scope) => existsSync(place(name, scope)),
  filemd5: fileHash("md5", "hex"),
  filesha1: fileHash("sha1", "hex"),
  filesha256: fileHash("sha256", "hex"),
  filesha512: fileHash("sha512", "hex"),
  pathexpand: ([name]) => expandHome(text(name)),
  templatefile: ([name, variables], scope) => {
    const template = parseTemplate(read(name, scope).toString("utf8"));
    return evaluate(template, closedScope(scope, object(variables)));
  },
};
