import { createHmac } from "node:crypto";
import { randomHex } from "../../common/http/ids";

/**
 * A connection ID has 13 bytes: 5 of chance, 4 that prove who gave the ID, and 4 of chance that the
 * IDs of the connection's messages end with.
 */
const CHANCE_BYTES = 5;
const PROOF_BYTES = 4;
const SHARED_BYTES = 4;
/** Characters of the shared bytes, with padding. */
const SHARED_LENGTH = 8;

/** A new ID in the form of API Gateway's: 20 characters, `gbgBEG6oLQAYKEhVEA==`. */
export function newConnectionId(apiId: string): string {
  const chance = bytes(CHANCE_BYTES);
  const shared = bytes(SHARED_BYTES);
  return encoded(chance, proof(apiId, chance, shared), shared);
}

/** A new ID for a message, which ends like that of its connection. */
export function newMessageId(connectionId: string): string {
  return (
    bytes(CHANCE_BYTES + PROOF_BYTES).toString("base64url") + connectionId.slice(-SHARED_LENGTH)
  );
}

/**
 * Whether the API gave this ID to a connection, which may have ended long ago, even in an earlier run
 * of the runner. API Gateway distinguishes such IDs from invented ones.
 */
export function isConnectionIdOf(apiId: string, id: string): boolean {
  const decoded = Buffer.from(id, "base64url");
  const chance = decoded.subarray(0, CHANCE_BYTES);
  const shared = decoded.subarray(CHANCE_BYTES + PROOF_BYTES);
  return id === encoded(chance, proof(apiId, chance, shared), shared);
}

function bytes(count: number): Buffer {
  return Buffer.from(randomHex(count), "hex");
}

function encoded(...parts: readonly Buffer[]): string {
  return `${Buffer.concat(parts).toString("base64url")}==`;
}

/** Not a secret: it only has to differ between APIs, and to be the same in each run. */
function proof(apiId: string, chance: Buffer, shared: Buffer): Buffer {
  const hash = createHmac("sha256", apiId).update(chance).update(shared).digest();
  return hash.subarray(0, PROOF_BYTES);
}
