import { setTimeout as pause } from "node:timers/promises";
import { LambdaServiceError } from "../lambda";
import { AwsError } from "../services";
import type { Attributes } from "../terraform";
import type { SourceServices } from "./event-source";
import { isFunction } from "./targets";

/** Between the attempts. AWS waits longer each time. */
const RETRY_MS = 1_000;
const DAY_SECONDS = 86_400;

/** A target of EventBridge: function, queue, topic or event bus. */
export interface DeliveryTarget {
  readonly arn: string;
  /** Attempts after the first. */
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** The queue for events that can't be delivered. */
  readonly deadLetterArn: string | undefined;
}

/**
 * Reads a target's ARN, retry policy and dead-letter queue.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function readDeliveryTarget(target: Attributes): DeliveryTarget {
  const [policy] = target.blocks("retry_policy");
  return {
    arn: target.string("arn") ?? "",
    retries: policy?.number("maximum_retry_attempts") ?? 185,
    maximumAgeSeconds: policy?.number("maximum_event_age_in_seconds") ?? DAY_SECONDS,
    deadLetterArn: target.blocks("dead_letter_config")[0]?.string("arn"),
  };
}

export interface Delivery {
  readonly target: DeliveryTarget;
  /** What the target gets. */
  readonly payload: string;
  /** What the dead-letter queue gets. */
  readonly event: string;
  /** Attribute of a message in the dead-letter queue: the rule's ARN. */
  readonly origin: Readonly<Record<string, string>>;
}

/** How targets get what is delivered. */
export interface DeliveryServices extends Pick<SourceServices, "send"> {
  /** Invokes a function asynchronously, as `EventHandlers.handleEvent` does. */
  readonly toFunction: (functionRef: string, payload: string) => Promise<boolean>;
}

/**
 * Sends an event to a target, as often as the retry policy lets it, and then to the dead-letter queue.
 * Lambda has taken an event for a function when it has queued it: its own retries come later.
 * @returns whether it has arrived; false if it must be sent again because the runner stops
 * @throws Error if the event is lost, or the dead-letter queue doesn't take it
 */
export async function deliver(
  delivery: Delivery,
  services: DeliveryServices,
  stopping: AbortSignal,
): Promise<boolean> {
  const { retries, maximumAgeSeconds } = delivery.target;
  const begun = Date.now();
  for (let attempts = 0; !stopping.aborted; attempts++) {
    try {
      return await send(delivery, services);
    } catch (error) {
      const condition = !isTransient(error)
        ? ""
        : attempts >= retries
          ? "MaximumRetryAttempts"
          : Date.now() + RETRY_MS - begun > maximumAgeSeconds * 1_000
            ? "MaximumEventAgeInSeconds"
            : undefined;
      if (condition !== undefined) {
        await giveUp(delivery, services, { error: error as Error, condition, attempts });
        return true;
      }
      await pause(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return false;
}

async function send(
  { target, payload }: Delivery,
  { toFunction, send }: DeliveryServices,
): Promise<boolean> {
  if (isFunction(target.arn)) {
    return toFunction(target.arn, payload);
  }
  await send({ target: target.arn, body: payload, attributes: {}, detailType: "", resources: [] });
  return true;
}

/** EventBridge doesn't repeat what fails because the target is gone or refuses the event. */
function isTransient(error: unknown): boolean {
  const isRefused = error instanceof AwsError || error instanceof LambdaServiceError;
  return !isRefused || error.status === 429 || error.status >= 500;
}

interface LastFailure {
  readonly error: Error;
  /** Empty if it wasn't repeated. */
  readonly condition: string;
  readonly attempts: number;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
async function giveUp(
  { target: { arn, deadLetterArn }, event, origin }: Delivery,
  { send }: DeliveryServices,
  { error, condition, attempts }: LastFailure,
): Promise<void> {
  if (deadLetterArn === undefined) {
    throw new Error(`the event for ${arn} is dropped: ${error.message}`, { cause: error });
  }
  const attributes = {
    ...origin,
    TARGET_ARN: arn,
    ERROR_CODE: condition === "" ? "NO_RESOURCE" : "SDK_CLIENT_ERROR",
    ERROR_MESSAGE: error.message.slice(0, 1_024),
    ...(condition !== "" && { EXHAUSTED_RETRY_CONDITION: condition }),
    RETRY_ATTEMPTS: String(attempts),
  };
  await send({ target: deadLetterArn, body: event, attributes, detailType: "", resources: [] });
}
