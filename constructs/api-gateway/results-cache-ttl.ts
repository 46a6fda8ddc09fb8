import type { IConstruct } from "constructs";
import { checkDuration } from "../core/check-duration";
import type { Duration } from "../core/duration";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";

/** How long an authorizer's results are cached, and by what. */
export interface ResultsCache {
  /** How an error names the prop. */
  readonly what: string;
  readonly ttl: Duration;
  /** The identity sources, by whose values results are cached. */
  readonly key: readonly string[];
}

/** Refuses a time that AWS refuses: out of range, or not 0 without an identity source. */
export function checkResultsCacheTtl(scope: IConstruct, { what, ttl, key }: ResultsCache): void {
  checkDuration(scope, what, ttl, { min: 0, max: 3600, unit: "seconds" });
  if (!isKnown(key) || key.length > 0 || ttl.in("seconds") === 0) {
    return;
  }
  refuse(scope, {
    what,
    value: ttl,
    allowed: "0 seconds without an identity source, because results are cached by it",
    fix: "Leave out the time, or give the authorizer an identity source.",
  });
}
