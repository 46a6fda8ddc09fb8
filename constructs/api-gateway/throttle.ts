import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { checkRange } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, number, required } from "../core/props";
import { refuse } from "../core/refusal";

/**
 * Over these limits a stage answers 429 without invoking anything. Limits over the account's own have
 * no effect: 10,000 requests a second and 5,000 at once by default, in newer regions 2,500 and 1,250.
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

/** A part of what an account may do in a region by default (10,000 a second), shared by its APIs. */
export const DEFAULT_THROTTLE: ThrottleSettings = { rateLimit: 1000, burstLimit: 500 };

/** Refuses limits that would let no request through, or that API Gateway can't hold. */
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
    fix: "Set how many requests the stage should take; with 0 it would refuse all.",
  });
}
