import type { Construct } from "constructs";
import { checkDuration } from "../core/check-duration";
import { checkLength, checkRange } from "../core/checks";
import type { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { boolean, checkedElsewhere, number, string } from "../core/props";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { checkDeadLetterQueue } from "./dead-letter-queue";

/** Options of what EventBridge hands to Lambda, by a rule or by a schedule. */
export interface DeliveryOptions {
  /**
   * How often EventBridge tries again to hand an event to Lambda: 0 to 185 times. Failures of the
   * function itself are Lambda's to retry.
   * @default 185
   */
  readonly retryAttempts?: number;
  /**
   * Age at which it gives up: whole seconds, 60 seconds to 24 hours.
   * @default 24 hours
   */
  readonly maxEventAge?: Duration;
  /**
   * Up to 512 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Whether the function is invoked.
   * @default true
   */
  readonly enabled?: boolean;
}

/** The types of the options. */
export const DELIVERY_KINDS: Kinds<DeliveryOptions> = {
  retryAttempts: number,
  maxEventAge: checkedElsewhere,
  description: string,
  enabled: boolean,
};

const MAX_RETRIES = 185;
const MAX_AGE = 86_400; // seconds

/** Refuses what EventBridge and its scheduler don't accept. */
export function checkDelivery(
  scope: Construct,
  options: DeliveryOptions & { readonly deadLetterQueue?: DeadLetterQueue },
): void {
  const { retryAttempts, maxEventAge, description, deadLetterQueue } = options;
  checkLength(scope, "description", description, { max: 512 });
  checkDeadLetterQueue(scope, deadLetterQueue);
  checkRange(scope, "retryAttempts", retryAttempts, { min: 0, max: MAX_RETRIES, unit: "retries" });
  checkDuration(scope, "maxEventAge", maxEventAge, { min: 60, max: MAX_AGE, unit: "seconds" });
}

/** Undefined if neither option is given: AWS then uses its own values. */
export function retryPolicy({ retryAttempts, maxEventAge }: DeliveryOptions) {
  if (retryAttempts === undefined && maxEventAge === undefined) {
    return undefined;
  }
  return {
    maximumRetryAttempts: retryAttempts ?? MAX_RETRIES,
    maximumEventAgeInSeconds: maxEventAge?.in("seconds") ?? MAX_AGE,
  };
}

/** The state of a rule or a schedule. */
export function stateOf({ enabled = true }: DeliveryOptions): "ENABLED" | "DISABLED" {
  return enabled ? "ENABLED" : "DISABLED";
}
