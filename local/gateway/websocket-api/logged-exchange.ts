import type { HeaderLines, HttpResponse } from "../common/http/http-message";
import { newNotes, report, responseStep, type LoggedApi } from "../common/http/timed-notes";
import type { RequestNotes } from "../gateway-log";
import { tracedBody } from "../trace/traced-body";

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
  const notes = newNotes(api.log);
  const { body, ...request } = exchange;
  notes?.steps?.begin({ step: "request", ...request, body: tracedBody(body) }).end();
  try {
    const outcome = await run(notes);
    if (outcome.response && notes) {
      notes.steps?.begin(responseStep(outcome.response));
      report(api, exchange, outcome.response, notes);
    }
    return outcome;
  } catch (error) {
    const outcome = failed("the local runner itself failed: this is a bug in the runner");
    const stack = error instanceof Error ? error.stack : String(error);
    notes?.steps?.begin(responseStep(outcome.response));
    report(api, exchange, outcome.response, notes, stack);
    return outcome;
  }
}
