import type { CompactJWSHeaderParameters } from "jose";
import { JwtFailure } from "./jwt-failure";
import { loadJose } from "./load-jose";

const ALGORITHMS = ["RS256", "RS384", "RS512"];

/**
 * Reads the header of a token, whose `alg` and `kid` choose the key. Only RSA signatures are
 * accepted, so a public key never serves as the secret of another algorithm.
 * @throws JwtFailure
 */
export function readHeader(token: string): CompactJWSHeaderParameters {
  const segments = token.split(".").length;
  if (segments !== 3) {
    throw new JwtFailure(
      "segments",
      `the token has ${segments} ${segments === 1 ? "part" : "parts"}; a JWT has 3`,
    );
  }
  const { alg, kid, ...header } = decoded(token);
  if (alg === undefined || !ALGORITHMS.includes(alg)) {
    const given = JSON.stringify(alg)?.slice(0, 50) ?? "missing";
    const reason = `the token's alg is ${given}; allowed: ${ALGORITHMS.join(", ")}`;
    throw new JwtFailure("algorithm", reason);
  }
  if (typeof kid !== "string") {
    throw new JwtFailure("key", "the token's header has no kid");
  }
  return { ...header, alg, kid };
}

function decoded(token: string): Partial<CompactJWSHeaderParameters> {
  try {
    return loadJose().decodeProtectedHeader(token);
  } catch {
    throw new JwtFailure("malformed", "the token's header is not the Base64url of a JSON object");
  }
}
