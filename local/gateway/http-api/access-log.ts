import { accessLine } from "../common/access-log/access-line";
import { commonValues, type AccessValues } from "../common/access-log/common-values";
import {
  integrationFacts,
  splitAtAuthorizer,
  type IntegrationFacts,
} from "../common/access-log/integration-facts";
import type { HttpResponse } from "../common/http/http-message";
import type { WriteLine } from "../common/log/log-line";
import type { Caller } from "./call/caller";
import { callerVariable } from "./parameter-mapping/caller-variables";
import { contextVariable, type DescribedRequest } from "./parameter-mapping/context-variables";

/** What came of a request of a route. */
export interface Outcome {
  readonly response: HttpResponse;
  /** Undefined where the request wasn't let through. */
  readonly caller?: Caller;
}

/**
 * Writes the line of a request into the access log of its stage.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function logAccess(request: DescribedRequest, outcome: Outcome, write: WriteLine): void {
  const { accessLogFormat } = request.stage;
  if (accessLogFormat === undefined) {
    return;
  }
  const values = valuesOf(request, outcome);
  const { caller } = outcome;
  write(
    accessLine(accessLogFormat, (name) =>
      Object.hasOwn(values, name)
        ? values[name]
        : (contextVariable(request, name) ?? (caller && callerVariable(caller, name))),
    ),
  );
}

function valuesOf(described: DescribedRequest, { response, caller }: Outcome): AccessValues {
  const { request, receivedAt, steps } = described;
  const [, called] = splitAtAuthorizer(steps?.finish() ?? []);
  const integration = integrationFacts(called);
  const loggedBy = (isLetThrough: boolean) =>
    isLetThrough === (caller !== undefined) ? response.loggedError : undefined;
  return {
    ...commonValues({
      request,
      response,
      receivedAt,
      integration,
      error: errorOf(response, caller),
    }),
    // Of an HTTP API, this is in seconds.
    requestTimeEpoch: Math.floor(receivedAt.getTime() / 1000),
    dataProcessed: request.body.length + Buffer.byteLength(response.body),
    "authorizer.error": loggedBy(false),
    "integration.error": loggedBy(true),
    integrationErrorMessage: loggedBy(true),
    awsEndpointRequestId2: integration.requestId2,
    "integration.status": statusOf(integration, response),
  };
}

/** Where the function's response can't be used, the status is that of the error. */
function statusOf({ status, integrationStatus }: IntegrationFacts, response: HttpResponse) {
  return status ?? (integrationStatus === undefined ? undefined : response.status);
}

function errorOf({ status, body, reason }: HttpResponse, caller: Caller | undefined) {
  const responseType = caller ? FAILURES[status] : REFUSALS[status];
  if (reason === undefined || responseType === undefined) {
    return undefined;
  }
  const { message } = JSON.parse(body.toString()) as { readonly message: string };
  return { message, responseType };
}

/** The types of API Gateway's own responses to requests that reached the integration, by status. */
const FAILURES: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST_PARAMETERS",
  413: "REQUEST_TOO_LARGE",
  500: "INTEGRATION_FAILURE",
  503: "INTEGRATION_FAILURE",
};

/** Those to requests that were refused before. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: "UNAUTHORIZED",
  403: "ACCESS_DENIED",
  429: "THROTTLED",
  500: "AUTHORIZER_FAILURE",
};
