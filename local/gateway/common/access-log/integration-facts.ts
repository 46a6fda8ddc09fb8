import { headerValue } from "../http/http-message";
import type { HttpIntegrationStep, InvocationStep, TraceStep } from "../../trace/trace-step";

/** What an access log shows of an integration, or of the function of an authorizer. */
export interface IntegrationFacts {
  /** The status of Lambda's response, or of the HTTP backend's. */
  readonly integrationStatus?: number;
  /** The status that the function's code returned, or the HTTP backend's. */
  readonly status?: number;
  /** In milliseconds; undefined where nothing was called. */
  readonly latency?: number;
  /** Of the invocation, or the headers of an AWS service. */
  readonly requestId?: string;
  /** The header `x-amz-id-2` of an AWS service. */
  readonly requestId2?: string;
  /** The message of the error that the function raised. */
  readonly functionError?: string;
}

/** The steps up to the decision of the authorizer, and those after it. */
export function splitAtAuthorizer(
  steps: readonly TraceStep[],
): readonly [authorizer: readonly TraceStep[], integration: readonly TraceStep[]] {
  const end = steps.map(({ step }) => step).lastIndexOf("authorizer") + 1;
  return [steps.slice(0, end), steps.slice(end)];
}

export function integrationFacts(steps: readonly TraceStep[]): IntegrationFacts {
  const called = steps.filter(isCall).at(-1);
  const status = steps.flatMap((one) => (one.step === "proxyResponse" ? one.status : [])).at(-1);
  if (!called) {
    return {};
  }
  const latency = Math.round(called.milliseconds);
  if (called.step === "httpIntegration") {
    return { ...responseFacts(called), latency };
  }
  return { ...invocationFacts(called), status, latency };
}

function isCall(step: TraceStep): step is InvocationStep | HttpIntegrationStep {
  return step.step === "invocation" || step.step === "httpIntegration";
}

function responseFacts({ response }: HttpIntegrationStep): IntegrationFacts {
  if (!response) {
    return {};
  }
  const { status, headers } = response;
  const requestId =
    headerValue(headers, "x-amz-request-id") ?? headerValue(headers, "x-amzn-requestid");
  const requestId2 = headerValue(headers, "x-amz-id-2");
  return { integrationStatus: status, status, requestId, requestId2 };
}

/** Lambda responds with 200 for a function that fails, too. */
function invocationFacts(invocation: InvocationStep): IntegrationFacts {
  const { isAsynchronous, requestId, functionError, payload } = invocation;
  if (isAsynchronous) {
    return { integrationStatus: 202 };
  }
  return {
    integrationStatus: requestId === undefined ? undefined : 200,
    requestId,
    functionError: functionError && errorMessage(payload?.text ?? ""),
  };
}

/** Empty where the function's error has no message. */
export function errorMessage(payload: string): string {
  try {
    const { errorMessage: message } = JSON.parse(payload) as { errorMessage?: unknown };
    return typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}
