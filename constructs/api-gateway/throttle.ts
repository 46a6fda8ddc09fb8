import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { checkRange } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, number, required } from "../core/props";
import { refuse } from "../core/refusal";

/**
 * Above these limits requests get 429 and invoke nothing. Limits above the account's have no effect:
 * 10,000 requests a second and 5,000 at once by default, in newer regions 2,500 and 1,250.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export interface ThrottleSettings {
  /** Requests per second on average, more than 0. */
  readonly rateLimit: number;
  /** Requests at once, a whole number, 1 or more. */
  readonly burstLimit: number;
}

const KINDS: Kinds<ThrottleSettings> = {
  rateLimit: required(number),
  burstLimit: required(number),
};

/** A fraction of the account's default limits in a region (10,000 a second), which its APIs share. */
export const DEFAULT_THROTTLE: ThrottleSettings = { rateLimit: 1000, burstLimit: 500 };

/** Refuses limits that would reject every request, or that exceed API Gateway's data type. */
export function checkThrottle(scope: IConstruct, throttle: ThrottleSettings | undefined): void {
  if (throttle === undefined) {
    return;
  }
  checkProps(scope, throttle, KINDS, (prop) => `throttle.${prop}`);
  const { rateLimit, burstLimit } = throttle;
  checkRange(scope, "throttle.burstLimit", burstLimit, {
    min: 1,
    max: 2 ** 31 - 1,
    unit: "requests at once",
  });
  if (!isKnown(rateLimit) || (Number.isFinite(rateLimit) && rateLimit > 0)) {
    return;
  }
  refuse(scope, {
    what: "throttle.rateLimit",
    value: rateLimit,
    allowed: "more than 0 requests per second",
    fix: "Set how many requests the stage admits; 0 would reject every request.",
  });
}
