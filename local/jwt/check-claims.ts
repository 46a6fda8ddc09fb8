import type { JwtClaims } from "./claims";
import { JwtFailure } from "./jwt-failure";

/** What a token must be for. */
export interface JwtExpectation {
  /** Equal to the claim `iss`. */
  readonly issuer: string;
  /** Contains the `aud` or, without that, the `client_id`. @default any audience is accepted */
  readonly audience?: readonly string[];
}

/**
 * Checks claims in AWS's order.
 * @param now milliseconds since 1970
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @throws JwtFailure
 */
export function checkClaims(
  claims: JwtClaims,
  { issuer, audience }: JwtExpectation,
  now: number,
): void {
  const { iss, exp, nbf, iat } = claims;
  if (iss !== issuer) {
    throw new JwtFailure("issuer", `the token's iss is ${shown(iss)}, not ${shown(issuer)}`);
  }
  if (audience && !isFor(claims, audience)) {
    throw new JwtFailure("audience", wrongAudience(claims, audience));
  }
  if (typeof exp !== "number" || exp * 1000 <= now) {
    throw new JwtFailure("expired", `the token's exp is ${time(exp)}`);
  }
  if (isLater(nbf, now)) {
    throw new JwtFailure("not yet valid", `the token's nbf is ${time(nbf)}`);
  }
  if (isLater(iat, now)) {
    throw new JwtFailure("issued later", `the token's iat is ${time(iat)}`);
  }
}

function isFor({ aud, client_id }: JwtClaims, audience: readonly string[]): boolean {
  return [aud ?? client_id].flat().some((one) => typeof one === "string" && audience.includes(one));
}

function wrongAudience({ aud, client_id }: JwtClaims, audience: readonly string[]): string {
  const given = aud === undefined ? `client_id is ${shown(client_id)}` : `aud is ${shown(aud)}`;
  return `the token's ${given}; allowed: ${audience.join(", ")}`;
}

/** A time that isn't a number is refused. */
function isLater(seconds: unknown, now: number): boolean {
  return seconds !== undefined && !(typeof seconds === "number" && seconds * 1000 <= now);
}

function time(seconds: unknown): string {
  const date = new Date(typeof seconds === "number" ? seconds * 1000 : NaN);
  return Number.isNaN(date.getTime()) ? shown(seconds) : date.toISOString();
}

const SHOWN_LENGTH = 200;

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, SHOWN_LENGTH);
}
