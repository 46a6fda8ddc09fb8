import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import type { Construct } from "constructs";
import { checkDuration } from "../../core/check-duration";
import { checkRange } from "../../core/checks";
import type { Duration } from "../../core/duration";
import type { Kinds } from "../../core/props";
import { checkedElsewhere, checkProps, number, objectWith } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { IFunction } from "../function-ref";
import type { PolicyStatement } from "../policy-statement";
import type { AsyncDestination } from "./destination";

/** Options of `configureAsyncInvoke`. */
export interface AsyncInvokeOptions {
  /**
   * Gets the events that failed after all retries, with their errors.
   * @default they are dropped, unless the function has a `deadLetterTargetArn`
   */
  readonly onFailure?: AsyncDestination;
  /**
   * Gets the events that succeeded, with their responses.
   * @default nothing gets them
   */
  readonly onSuccess?: AsyncDestination;
  /**
   * How long Lambda keeps an event, 60 seconds to 6 hours.
   * @default Duration.hours(6)
   */
  readonly maxEventAge?: Duration;
  /**
   * How often Lambda retries after an error of the function, 0 to 2.
   * @default 2
   */
  readonly retryAttempts?: number;
}

const DESTINATION = objectWith("a destination, e.g. new SqsDestination(queue)", "bind");

const KINDS: Kinds<AsyncInvokeOptions> = {
  onFailure: DESTINATION,
  onSuccess: DESTINATION,
  maxEventAge: checkedElsewhere,
  retryAttempts: number,
};

/** A function or an alias, in whose scope its configuration is created. */
export type AsyncTarget = IFunction & Construct;

/** The function, whose role may have been created elsewhere. */
export interface InvokedFunction {
  readonly role: object | undefined;
  addToRolePolicy(statement: PolicyStatement): void;
}

/**
 * Configures the asynchronous invocations of a function or an alias, once.
 * @throws if AWS would refuse an option
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
 */
export function asyncInvokeConfig(
  target: AsyncTarget,
  fn: InvokedFunction,
  options: AsyncInvokeOptions,
): LambdaFunctionEventInvokeConfig {
  check(target, options);
  const { onFailure, onSuccess, maxEventAge, retryAttempts } = options;
  const to = (destination: AsyncDestination | undefined) => {
    if (destination === undefined) {
      return undefined;
    }
    const { destinationArn, statement } = destination.bind(target);
    if (fn.role !== undefined) {
      fn.addToRolePolicy(statement);
    }
    return { destination: destinationArn };
  };
  const destinations = { onFailure: to(onFailure), onSuccess: to(onSuccess) };
  return new LambdaFunctionEventInvokeConfig(target, "AsyncInvokeConfig", {
    functionName: target.functionName,
    qualifier: target.qualifier,
    destinationConfig: (onFailure ?? onSuccess) ? destinations : undefined,
    maximumEventAgeInSeconds: maxEventAge?.in("seconds"),
    maximumRetryAttempts: retryAttempts ?? 2,
  });
}

function check(target: AsyncTarget, options: AsyncInvokeOptions): void {
  checkProps(target, options, KINDS);
  checkDuration(target, "maxEventAge", options.maxEventAge, {
    min: 60,
    max: 21_600,
    unit: "seconds",
  });
  checkRange(target, "retryAttempts", options.retryAttempts, { min: 0, max: 2, unit: "retries" });
  if (target.node.tryFindChild("AsyncInvokeConfig")) {
    refuse(target, {
      what: "configureAsyncInvoke",
      value: "a second call",
      allowed: "one configuration of the asynchronous invocations",
      fix: "Pass all options in one call.",
    });
  }
}
