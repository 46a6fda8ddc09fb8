import { isUtf8 } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Value } from "../../resolved-stack";
import { ExpressionValueError, jsonText, text } from "../values";
import { csvdecode } from "./csv";
import type { TerraformFunction, TerraformFunctions } from "./terraform-function";
import { encodingNamed } from "./text-encodings";
import { yamldecode } from "./yaml-decode";
import { yamlencode } from "./yaml-encode";

const hash =
  (algorithm: string, encoding: "hex" | "base64"): TerraformFunction =>
  ([value]) =>
    createHash(algorithm).update(text(value)).digest(encoding);

function base64decode(value: string): string {
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64") === value && isUtf8(bytes)) {
    return bytes.toString("utf8");
  }
  throw new ExpressionValueError("it is not Base64 of UTF-8 text");
}

/** Escapes as in a query string: a space becomes a plus. */
function urlencode(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

export const encodingFunctions: TerraformFunctions = {
  base64decode: ([value]) => base64decode(text(value)),
  base64encode: ([value]) => Buffer.from(text(value)).toString("base64"),
  // Other bytes than Terraform's, which decompress to the same text.
  base64gzip: ([value]) => gzipSync(text(value)).toString("base64"),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  csvdecode: ([value]) => csvdecode(text(value)),
  jsondecode: ([value]) => JSON.parse(text(value)) as Value,
  jsonencode: ([value = null]) => jsonText(value),
  md5: hash("md5", "hex"),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  textdecodebase64: ([value, name]) =>
    encodingNamed(text(name)).decode(Buffer.from(text(value), "base64")),
  textencodebase64: ([value, name]) =>
    encodingNamed(text(name)).encode(text(value)).toString("base64"),
  uuid: () => randomUUID(),
  urlencode: ([value]) => urlencode(text(value)),
  yamldecode: ([value]) => yamldecode(text(value)),
  yamlencode: ([value = null]) => yamlencode(value),
};
