import type { AccessValues } from "../../common/access-log/common-values";
import { integrationFacts } from "../../common/access-log/integration-facts";
import type { TraceStep } from "../../trace/trace-step";
import type { Call, RoutedCall, StageCall } from "../call/call";
import type { GatewayError } from "../call/gateway-error";

/**
 * The phases that guard a method: IAM authenticates, an authorizer decides about the caller, and
 * the policies of both authorize the request. A phase that a request doesn't reach has no values.
 * @param steps those of the authorizer
 */
export function guardValues(
  call: StageCall | RoutedCall | Call,
  error: GatewayError | undefined,
  steps: readonly TraceStep[],
): AccessValues {
  if (!("method" in call)) {
    return {};
  }
  const refusal = "authorized" in call ? undefined : error;
  const isDenied = refusal?.type === "ACCESS_DENIED";
  const latency = latencyOf(steps);
  // To evaluate policies takes less than a millisecond.
  const authorize = phase("authorize", isDenied ? refusal : undefined, 0);
  // Without a policy's decision about it, the request didn't get to this phase.
  const authorized = isDenied || !refusal ? authorize : {};
  const first = isDenied ? undefined : refusal;
  switch (call.method.guard.type) {
    case "NONE":
      return isDenied ? authorize : {};
    case "AWS_IAM":
      return { ...phase("authenticate", first, latency), ...authorized };
    case "COGNITO_USER_POOLS":
      return phase("authorizer", first, latency);
    case "CUSTOM":
      return { ...phase("authorizer", first, latency), ...functionValues(steps), ...authorized };
  }
}

function phase(name: string, refusal: GatewayError | undefined, latency: number): AccessValues {
  return {
    [`${name}.status`]: refusal?.status ?? 200,
    [`${name}.error`]: refusal?.clientMessage ?? undefined,
    [`${name}.latency`]: latency,
  };
}

/** A decision that was kept comes from no invocation. */
function functionValues(steps: readonly TraceStep[]): AccessValues {
  const { integrationStatus, requestId, latency } = integrationFacts(steps);
  return {
    "authorizer.integrationStatus": integrationStatus,
    "authorizer.integrationLatency": latency ?? 0,
    "authorizer.requestId": requestId,
  };
}

function latencyOf(steps: readonly TraceStep[]): number {
  const own = steps.filter(({ step }) => step === "authorizer" || step === "invocation");
  return Math.round(own.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
}
