import type { Throttle } from "../limits/throttle";

/** An API key, and the usage plan that associates it with a stage. */
export interface PlannedKey {
  readonly id: string;
  readonly value: string;
  readonly plan: UsagePlan;
}

export interface UsagePlan {
  readonly address: string;
  /** For all stages of the plan together. */
  readonly throttle: Throttle | undefined;
  /** Further throttles, for methods of this stage, by path and method: `/pets/GET`. */
  readonly methodThrottles: ReadonlyMap<string, Throttle>;
  readonly quota: Quota | undefined;
}

export interface Quota {
  readonly limit: number;
  /** Requests that already count as used when the first period begins. */
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}
