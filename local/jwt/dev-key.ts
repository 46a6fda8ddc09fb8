import { generateKeyPairSync, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { importJWK, SignJWT, type JWK } from "jose";
import { createOnce, isOwnersOnly, userStateFile } from "../user-state";
import type { JwtClaims } from "./claims";
import { KeySet } from "./key-set";

const ALGORITHM = "RS256";

/**
 * The key of this user for development tokens. It lies in the user's own folder, outside every
 * project: whoever has it can call what a runner with `--dev-tokens` serves.
 */
export class DevKey {
  private constructor(private readonly privateKey: JWK) {}

  /**
   * Reads the key, which is created the first time.
   * @throws Error if others can read the file
   */
  static open(file = devKeyFile()): DevKey {
    createOnce(file, newKey);
    if (!isOwnersOnly(file)) {
      throw new Error(`${file} must be this user's, with mode 600. Remove it to get a new key.`);
    }
    return new DevKey(JSON.parse(readFileSync(file, "utf8")) as JWK);
  }

  /** What tokens of the key are verified with. */
  get keySet(): KeySet {
    const { kty, n, e, kid } = this.privateKey;
    return new KeySet({ keys: [{ kty, n, e, kid, alg: ALGORITHM, use: "sig" }] });
  }

  async sign(claims: JwtClaims): Promise<string> {
    const { kid } = this.privateKey;
    const key = await importJWK(this.privateKey, ALGORITHM);
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, kid }).sign(key);
  }
}

/** Where the key is kept. */
export function devKeyFile(environment?: NodeJS.ProcessEnv): string {
  return userStateFile("dev-token-key.json", environment);
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid: `dev-${randomUUID()}` });
}
