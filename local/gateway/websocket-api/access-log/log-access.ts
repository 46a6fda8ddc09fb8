import { accessLine } from "../../common/access-log/access-line";
import type { AccessValues } from "../../common/access-log/common-values";
import { integrationFacts, splitAtAuthorizer } from "../../common/access-log/integration-facts";
import type { HttpResponse } from "../../common/http/http-message";
import type { WriteLine } from "../../common/log/log-line";
import type { TraceStep } from "../../trace/trace-step";
import type { Call } from "../call";
import { contextValue } from "../context-value";

/**
 * Writes the line of a handshake, a message or the end of a connection into the access log of its
 * stage. Of the integration, only its latency has a value.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function logAccess(call: Call, response: HttpResponse, write: WriteLine | undefined): void {
  const { accessLogFormat } = call.stage;
  if (!write || accessLogFormat === undefined) {
    return;
  }
  const values = valuesOf(response, call.steps?.finish() ?? []);
  write(
    accessLine(accessLogFormat, (name) =>
      Object.hasOwn(values, name) ? values[name] : contextValue(call, name),
    ),
  );
}

function valuesOf(response: HttpResponse, steps: readonly TraceStep[]): AccessValues {
  const [, called] = splitAtAuthorizer(steps);
  return {
    status: response.status,
    integrationLatency: integrationFacts(called).latency,
    ...errorValues(response, steps),
  };
}

/** The types of API Gateway's own responses, by status. */
const TYPES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST_BODY",
  401: "UNAUTHORIZED",
  403: "ACCESS_DENIED",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "THROTTLED",
  500: "INTEGRATION_FAILURE",
  502: "INTEGRATION_FAILURE",
  504: "INTEGRATION_TIMEOUT",
};

/** A status that the integration itself has chosen is not an error. */
function errorValues(
  { status, body, reason }: HttpResponse,
  steps: readonly TraceStep[],
): AccessValues {
  if (reason === undefined) {
    return {};
  }
  const { message } = JSON.parse(body.toString()) as { readonly message: string };
  const isAuthorizers = steps.some(
    ({ step, error }) => step === "authorizer" && error !== undefined,
  );
  return {
    "error.message": message,
    "error.messageString": JSON.stringify(message),
    "error.responseType": isAuthorizers && status === 500 ? "AUTHORIZER_FAILURE" : TYPES[status],
  };
}
