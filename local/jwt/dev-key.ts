import { generateKeyPairSync, randomUUID } from "node:crypto";
import { linkSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { importJWK, SignJWT, type JWK } from "jose";
import type { JwtClaims } from "./claims";
import { KeySet } from "./key-set";

const ALGORITHM = "RS256";
const OWNER_ONLY = 0o600;

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
    createOnce(file);
    const { mode, uid } = lstatSync(file);
    if ((mode & 0o077) !== 0 || uid !== process.getuid?.()) {
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

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
export function devKeyFile(environment: NodeJS.ProcessEnv = process.env): string {
  const state = environment["XDG_STATE_HOME"] || path.join(homedir(), ".local", "state");
  return path.join(state, "cdktf-lambda-api", "dev-token-key.json");
}

/** Two processes may be the first at the same time: one of their keys stays. */
function createOnce(file: string): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (lstatSync(file, { throwIfNoEntry: false })) {
    return;
  }
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), kid: `dev-${randomUUID()}` };
  const draft = path.join(folder, randomUUID());
  try {
    writeFileSync(draft, JSON.stringify(key), { mode: OWNER_ONLY, flag: "wx" });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}
