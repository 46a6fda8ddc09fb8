import type { CompactJWSHeaderParameters, KeyLike } from "jose";
import { discoveryUrl, isTrustworthy } from "./issuer-url";
import { JwtFailure, type JwtFailureKind } from "./jwt-failure";
import { KeySet } from "./key-set";

/**
 * Fetches a JSON document.
 * @throws Error with a message for the log
 */
export type FetchJson = (url: string, timeoutMilliseconds: number) => Promise<unknown>;

/** As on AWS. */
const MAX_AGE_MS = 2 * 60 * 60 * 1000;
/** For the configuration of the issuer, and again for its keys, as on AWS. */
const TIMEOUT_MS = 1500;
/** The pause after a fetch: tokens with unknown keys must not flood the issuer. */
const COOLDOWN_MS = 2000;

/**
 * The keys that an issuer publishes. They are fetched for the first token, for a token with an
 * unknown `kid`, and after two hours. While the issuer is slow or down, the last good keys serve.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class RemoteKeys {
  private keys: KeySet | undefined;
  private fetchedAt = 0;
  private triedAt = -Infinity;
  private failure: JwtFailure | undefined;
  private fetching: Promise<void> | undefined;

  /** @param now milliseconds since 1970 */
  constructor(
    private readonly issuer: string,
    private readonly fetchJson: FetchJson,
    private readonly now: () => number,
  ) {}

  /** @throws JwtFailure */
  async keyFor(header: CompactJWSHeaderParameters): Promise<KeyLike> {
    if (this.keys && this.now() - this.fetchedAt > MAX_AGE_MS) {
      void this.refresh();
    }
    const known = await this.keys?.keyFor(header);
    if (known) {
      return known;
    }
    await this.refresh();
    const found = await this.keys?.keyFor(header);
    if (found) {
      return found;
    }
    throw this.failure ?? unknownKey(this.issuer);
  }

  /** Never rejects. */
  private refresh(): Promise<void> {
    if (!this.fetching && this.now() - this.triedAt < COOLDOWN_MS) {
      return Promise.resolve();
    }
    this.fetching ??= this.fetch().finally(() => {
      this.triedAt = this.now();
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<void> {
    const { issuer } = this;
    let kind: JwtFailureKind = "discovery";
    try {
      const url = discoveryUrl(issuer);
      const { jwks_uri } = (await this.fetchFrom(url)) as { jwks_uri?: unknown };
      if (typeof jwks_uri !== "string") {
        throw new Error(`${url} has no jwks_uri`);
      }
      kind = "jwks";
      this.keys = new KeySet(await this.fetchFrom(jwks_uri));
      this.fetchedAt = this.now();
      this.failure = undefined;
    } catch (error) {
      const reason = `the keys of ${issuer} can't be fetched: ${(error as Error).message}. To use keys from a file, start with --jwks ${issuer}=FILE`;
      this.failure = new JwtFailure(kind, reason);
    }
  }

  private fetchFrom(url: string): Promise<unknown> {
    if (!isTrustworthy(url)) {
      throw new Error(`${url} is neither an https URL nor on this machine`);
    }
    return this.fetchJson(url, TIMEOUT_MS);
  }
}

export function unknownKey(issuer: string): JwtFailure {
  return new JwtFailure("key", `${issuer} has no key with the kid and algorithm of the token`);
}
