import { generateKeyPairSync, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { JWK } from "jose";
import { createOnce, isOwnersOnly, userStateFile } from "../user-state";
import type { JwtClaims } from "./claims";
import { KeySet } from "./key-set";
import { loadJose } from "./load-jose";

const ALGORITHM = "RS256";
/** No issuer is likely to have such an ID. */
const KEY_ID = /^dev-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A key for development tokens: whoever has it can call what a runner that accepts it serves. */
export class DevKey {
  /** What tokens of the key are verified with. */
  readonly keySet: KeySet;

  private constructor(private readonly privateKey: JWK) {
    const { kty, n, e, kid } = privateKey;
    this.keySet = new KeySet({ keys: [{ kty, n, e, kid, alg: ALGORITHM, use: "sig" }] });
  }

  /** A key that nobody else has. */
  static inMemory(): DevKey {
    return new DevKey(newKey());
  }

  /**
   * Reads the key of this user, which is created the first time. It is in the user's own folder,
   * outside every project.
   * @throws Error if others can read the file
   */
  static open(file = devKeyFile()): DevKey {
    createOnce(file, () => JSON.stringify(newKey()));
    if (!isOwnersOnly(file)) {
      throw new Error(`${file} must be this user's, with mode 600. Remove it to get a new key.`);
    }
    return new DevKey(JSON.parse(readFileSync(file, "utf8")) as JWK);
  }

  async sign(claims: JwtClaims): Promise<string> {
    const { kid } = this.privateKey;
    const { importJWK, SignJWT } = loadJose();
    const key = await importJWK(this.privateKey, ALGORITHM);
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, kid }).sign(key);
  }
}

/** Where the key is kept. */
export function devKeyFile(environment?: NodeJS.ProcessEnv): string {
  return userStateFile("dev-token-key.json", environment);
}

/** Whether a key with this ID is one for development tokens, of this user or another. */
export function isDevKeyId(kid: string | undefined): boolean {
  return kid !== undefined && KEY_ID.test(kid);
}

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...(privateKey.export({ format: "jwk" }) as JWK), kid: `dev-${randomUUID()}` };
}
