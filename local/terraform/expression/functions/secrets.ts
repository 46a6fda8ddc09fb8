import { constants, createHash, createPrivateKey, privateDecrypt } from "node:crypto";
import type bcryptjs from "bcryptjs";
import { ExpressionValueError, integer, text } from "../values";
import type { TerraformFunctions } from "./terraform-function";

/** Loaded on first use: few stacks hash passwords. */
function bcrypt(): typeof bcryptjs {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("bcryptjs") as typeof bcryptjs;
}

function hashed(password: string, rounds = 10): string {
  if (Buffer.byteLength(password) > 72) {
    throw new ExpressionValueError("the text is longer than the 72 bytes that bcrypt takes");
  }
  // Terraform writes the older name of the same algorithm.
  return bcrypt().hashSync(password, rounds).replace(/^\$2b/, "$2a");
}

/** RSA with the padding of PKCS #1 v1.5, which Node.js removes only in its newer versions. */
function rsadecrypt(ciphertext: string, pem: string): string {
  const key = createPrivateKey(pem);
  const padding = constants.RSA_NO_PADDING;
  const block = privateDecrypt({ key, padding }, Buffer.from(ciphertext, "base64"));
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) {
    throw new ExpressionValueError("the text was not encrypted with the key");
  }
  return block.subarray(end + 1).toString();
}

/** The namespaces of RFC 4122 by Terraform's names. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

function uuidv5(namespace: string, name: string): string {
  const uuid = Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : namespace;
  const bytes = Buffer.from(uuid?.replaceAll("-", "") ?? "", "hex");
  if (bytes.length !== 16) {
    throw new ExpressionValueError(
      `"${namespace}" is not a UUID or one of ${Object.keys(NAMESPACES).join(", ")}`,
    );
  }
  const hex = createHash("sha1").update(bytes).update(name).digest("hex");
  const variant = (parseInt(hex.charAt(16), 16) & 3) | 8;
  const digits = `${hex.slice(0, 12)}5${hex.slice(13, 16)}${variant.toString(16)}${hex.slice(17)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
}

export const secretFunctions: TerraformFunctions = {
  bcrypt: ([value, rounds]) =>
    hashed(text(value), rounds === undefined ? undefined : integer(rounds)),
  rsadecrypt: ([ciphertext, key]) => rsadecrypt(text(ciphertext), text(key)),
  uuidv5: ([namespace, name]) => uuidv5(text(namespace), text(name)),
};
