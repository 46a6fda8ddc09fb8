import type { GatewayLog, RequestNotes } from "../../gateway-log";
import { StepRecorder } from "../../trace/step-recorder";
import { tracedBody } from "../../trace/traced-body";
import type { TraceStep } from "../../trace/trace-step";
import type { HttpResponse } from "./http-message";

/** The notes about a request, and when it came. */
export interface TimedNotes extends RequestNotes {
  readonly receivedAt: number;
}

/** The API for which something is logged. */
export interface LoggedApi {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly log: GatewayLog;
}

/** Undefined when nobody listens. */
export function newNotes({ logsRequests, recordsSteps }: GatewayLog): TimedNotes | undefined {
  if (!logsRequests) {
    return undefined;
  }
  const receivedAt = performance.now();
  return { receivedAt, steps: recordsSteps ? new StepRecorder(receivedAt) : undefined };
}

export function responseStep({ status, headers, body }: HttpResponse) {
  return { step: "response", status, headers, body: tracedBody(body) } as const;
}

const NO_STEPS: readonly TraceStep[] = [];

/** Reports what came of a request. */
export function report(
  { address, name, log }: LoggedApi,
  { method, path }: { readonly method: string; readonly path: string },
  { status, reason, serviceError }: Pick<HttpResponse, "status" | "reason" | "serviceError">,
  notes: TimedNotes | undefined,
  stack?: string,
): void {
  const { receivedAt, route, target, requestId, steps } = notes ?? {};
  log.report({
    api: address,
    apiName: name,
    method,
    path,
    status,
    milliseconds: receivedAt === undefined ? undefined : performance.now() - receivedAt,
    route,
    target,
    reason: reason ?? serviceError,
    stack,
    requestId,
    startedAt: steps?.startedAt.toISOString(),
    steps: steps?.finish() ?? NO_STEPS,
  });
}
