import type { CallBackend } from "../gateway/common/integration/backend";
import { fetchJsonBy } from "../gateway/common/integration/fetch-json";
import { DevKey, JwtVerifier, readKeySet, type SigningKeys } from "../jwt";

/** Where the keys come from that tokens are verified with. */
export interface TokenOptions {
  /** JSON Web Key Sets by issuer: its keys are not fetched. @default all keys are fetched */
  readonly jwksFiles?: ReadonlyMap<string, string>;
  /** Accepts the tokens that `npm run token` makes. @default false */
  readonly devTokens?: boolean;
  /** Keys that may sign for every issuer. @default those of `devTokens`, if it is true */
  readonly devKeys?: SigningKeys;
}

/** @throws Error that names the file of keys that can't be read */
export function createTokenVerifier(
  { jwksFiles = new Map(), devTokens = false, devKeys }: TokenOptions,
  callBackend: CallBackend,
): JwtVerifier {
  const files = [...jwksFiles];
  return new JwtVerifier({
    fetchJson: fetchJsonBy(callBackend),
    devKeys: devKeys ?? (devTokens ? DevKey.open().keySet : undefined),
    keysByIssuer: new Map(files.map(([issuer, file]) => [issuer, readKeySet(file)] as const)),
  });
}
