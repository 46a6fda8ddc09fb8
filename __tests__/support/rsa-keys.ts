import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createOnce } from "../../local/user-state";

let given = 0;

/**
 * A private RSA key, another one for each call. To make one takes 150 ms of processor time, so the
 * test files of a run share them: the first key of each is the same, and so on.
 */
export function rsaKey(): KeyObject {
  const file = path.join(tmpdir(), "rsa-keys", `${given++}.pem`);
  createOnce(file, newKey);
  return createPrivateKey(readFileSync(file));
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
