import type { CompactJWSHeaderParameters, KeyLike } from "jose";
import { checkClaims, type JwtExpectation } from "./check-claims";
import type { JwtClaims } from "./claims";
import { isDevKeyId } from "./dev-key";
import { JwtFailure } from "./jwt-failure";
import type { KeySet, SigningKeys } from "./key-set";
import { loadJose } from "./load-jose";
import { readHeader } from "./read-header";
import { RecentTokens } from "./recent-tokens";
import { RemoteKeys, unknownKey, type FetchJson } from "./remote-keys";

const DEV_TOKEN =
  "the token was made by the command `token`. To accept such tokens, start with --dev-tokens";

/** The claims of a token, or why it is refused. */
export type VerifiedJwt =
  | { readonly claims: JwtClaims; readonly failure?: undefined }
  | { readonly claims?: undefined; readonly failure: JwtFailure };

export interface JwtVerifierOptions {
  /** Fetches the configuration and the keys of issuers. */
  readonly fetchJson: FetchJson;
  /** The keys of issuers from which nothing is fetched, by issuer. @default there are none */
  readonly keysByIssuer?: ReadonlyMap<string, KeySet>;
  /** Keys that may sign for every issuer. @default there are none */
  readonly devKeys?: SigningKeys;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/**
 * Verifies tokens as API Gateway does: the signature, then the issuer, audience and times.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class JwtVerifier {
  private readonly issuers = new Map<string, RemoteKeys>();
  private readonly recent = new RecentTokens();
  private readonly now: () => number;

  constructor(private readonly options: JwtVerifierOptions) {
    this.now = options.now ?? Date.now;
  }

  /** @param token without `Bearer` */
  async verify(token: string, expected: JwtExpectation): Promise<VerifiedJwt> {
    try {
      const claims = await this.signedClaims(token, expected.issuer);
      checkClaims(claims, expected, this.now());
      return { claims };
    } catch (error) {
      if (error instanceof JwtFailure) {
        return { failure: error };
      }
      throw error;
    }
  }

  /** @throws JwtFailure */
  private async signedClaims(token: string, issuer: string): Promise<JwtClaims> {
    const recent = this.recent.get(token);
    const header = recent?.header ?? readHeader(token);
    const key = await this.keyFor(issuer, header);
    // After a change of the issuer's keys, the same token is verified again.
    if (recent && recent.key === key) {
      return recent.claims;
    }
    const claims = parseClaims(await signedPayload(token, header, key));
    this.recent.add(token, { header, key, claims });
    return claims;
  }

  /** @throws JwtFailure */
  private async keyFor(issuer: string, header: CompactJWSHeaderParameters): Promise<KeyLike> {
    const { devKeys } = this.options;
    const devKey = await devKeys?.keyFor(header);
    if (devKey) {
      return devKey;
    }
    try {
      return await this.issuerKey(issuer, header);
    } catch (error) {
      // The issuer's own failure leads nowhere: it has never signed the token.
      if (error instanceof JwtFailure && !devKeys && isDevKeyId(header.kid)) {
        throw new JwtFailure(error.kind, DEV_TOKEN);
      }
      throw error;
    }
  }

  /** @throws JwtFailure */
  private async issuerKey(issuer: string, header: CompactJWSHeaderParameters): Promise<KeyLike> {
    const keys = this.options.keysByIssuer?.get(issuer);
    if (!keys) {
      return this.remoteKeys(issuer).keyFor(header);
    }
    const key = await keys.keyFor(header);
    if (!key) {
      throw unknownKey(issuer);
    }
    return key;
  }

  private remoteKeys(issuer: string): RemoteKeys {
    const keys =
      this.issuers.get(issuer) ?? new RemoteKeys(issuer, this.options.fetchJson, this.now);
    this.issuers.set(issuer, keys);
    return keys;
  }
}

/** @throws JwtFailure */
async function signedPayload(
  token: string,
  { alg }: CompactJWSHeaderParameters,
  key: KeyLike,
): Promise<Uint8Array> {
  try {
    return (await loadJose().compactVerify(token, key, { algorithms: [alg] })).payload;
  } catch (error) {
    const { message } = error as Error;
    throw new JwtFailure("signature", `the token's signature can't be verified: ${message}`);
  }
}

/** @throws JwtFailure */
function parseClaims(payload: Uint8Array): JwtClaims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload).toString("utf8"));
    if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) {
      return claims as JwtClaims;
    }
  } catch {
    // Reported below.
  }
  throw new JwtFailure("malformed", "the token's payload is not a JSON object");
}
