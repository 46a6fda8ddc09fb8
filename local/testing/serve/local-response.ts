import type { InvocationStep, RequestTrace } from "../../gateway/trace";
import type { ApiEvent } from "./api-event";
import type { FunctionLogs, LogEntry } from "./function-logs";
import type { ReceivedResponse } from "./send";

/** Statuses for which `Response` takes no body. */
const WITHOUT_BODY = [204, 205, 304];

/** The parts of a `Response`. */
export function responseParts({ status, headers, body }: ReceivedResponse) {
  return [WITHOUT_BODY.includes(status) ? null : body, { status, headers }] as const;
}

/** A response of the local runner, and what happened on the way to it. */
export class LocalResponse<E = ApiEvent> extends Response {
  /** What the functions logged while they handled the request. */
  readonly logs: readonly LogEntry[];

  constructor(
    received: ReceivedResponse,
    /** The steps of the request through the API. */
    readonly trace: RequestTrace,
    logs: FunctionLogs,
  ) {
    super(...responseParts(received));
    this.logs = trace.steps
      .filter(isInvocation)
      .flatMap(({ requestId }) => (requestId === undefined ? [] : logs.ofInvocation(requestId)));
  }

  /**
   * The event that the integration's function got.
   * @throws Error if none did, with the reason; or if the event is larger than a trace keeps
   */
  get event(): E {
    const { trace } = this;
    const request = `${trace.method} ${trace.path}`;
    const event = trace.steps.find((step) => step.step === "event")?.event;
    if (!event) {
      const target = trace.target ?? "no route";
      const why = trace.reason ?? `the integration is ${target}`;
      throw new Error(`${request}: no function got an event: ${why}`);
    }
    if (event.isCut) {
      throw new Error(`${request}: the event has ${event.bytes} bytes, more than a trace keeps`);
    }
    return JSON.parse(event.text) as E;
  }
}

function isInvocation(step: RequestTrace["steps"][number]): step is InvocationStep {
  return step.step === "invocation";
}
