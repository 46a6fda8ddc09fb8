import type { HeaderLines, HttpResponse } from "../common/http-message";
import type { GatewayLog, RequestNotes } from "../gateway-log";
import { StepRecorder } from "../trace/step-recorder";
import { tracedBody } from "../trace/traced-body";
import type { TraceStep } from "../trace/trace-step";

/** The API for which something is logged. */
export interface LoggedApi {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly log: GatewayLog;
}

/** A handshake, a message or the end of a connection, as the log shows it. */
export interface Exchange {
  /** `GET`, `MESSAGE` or `DISCONNECT`. */
  readonly method: string;
  /** With the stage. */
  readonly path: string;
  readonly query: string;
  readonly headers: HeaderLines;
  readonly body: string;
}

/** What came of an exchange. */
interface Outcome {
  /** Undefined where nothing responds: nothing is logged then. */
  readonly response?: HttpResponse;
}

/**
 * Runs what responds to an exchange, and reports both to the log.
 * @param failed the outcome of an error of the runner itself
 */
export async function loggedExchange<O extends Outcome>(
  api: LoggedApi,
  exchange: Exchange,
  run: (notes: RequestNotes | undefined) => Promise<O>,
  failed: (reason: string) => O & { readonly response: HttpResponse },
): Promise<O> {
  const { log } = api;
  const receivedAt = performance.now();
  const steps = log.logsRequests && log.recordsSteps ? new StepRecorder(receivedAt) : undefined;
  const notes: RequestNotes | undefined = log.logsRequests ? { steps } : undefined;
  const { body, ...request } = exchange;
  steps?.begin({ step: "request", ...request, body: tracedBody(body) }).end();
  try {
    const outcome = await run(notes);
    if (outcome.response && notes) {
      report(api, exchange, outcome.response, { notes, receivedAt });
    }
    return outcome;
  } catch (error) {
    const outcome = failed("the local runner itself failed: this is a bug in the runner");
    const stack = error instanceof Error ? error.stack : String(error);
    report(api, exchange, outcome.response, { notes, receivedAt, stack });
    return outcome;
  }
}

interface Noted {
  readonly notes: RequestNotes | undefined;
  readonly receivedAt: number;
  readonly stack?: string;
}

const NO_STEPS: readonly TraceStep[] = [];

function report(
  { address, name, log }: LoggedApi,
  { method, path }: Exchange,
  { status, headers, body, reason }: HttpResponse,
  { notes, receivedAt, stack }: Noted,
): void {
  const { route, target, requestId, steps } = notes ?? {};
  steps?.begin({ step: "response", status, headers, body: tracedBody(body) });
  log.report({
    api: address,
    apiName: name,
    method,
    path,
    status,
    milliseconds: performance.now() - receivedAt,
    route,
    target,
    reason,
    stack,
    requestId,
    startedAt: steps?.startedAt.toISOString(),
    steps: steps?.finish() ?? NO_STEPS,
  });
}
