import { accessLine } from "../../common/access-log/access-line";
import { commonValues, type AccessValues } from "../../common/access-log/common-values";
import { integrationFacts, splitAtAuthorizer } from "../../common/access-log/integration-facts";
import type { HttpResponse } from "../../common/http/http-message";
import type { WriteLine } from "../../common/log/log-line";
import type { TraceStep } from "../../trace/trace-step";
import { contextValues } from "../call/context-values";
import type { Call, StageCall } from "../call/call";
import type { GatewayError } from "../call/gateway-error";
import { guardValues } from "./guard-values";

/** What came of a request. */
export interface Outcome {
  readonly response: HttpResponse;
  /** Undefined where the integration responded. */
  readonly error?: GatewayError;
}

/**
 * Writes the line of a request into the access log of its stage.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function logAccess(call: StageCall | Call, outcome: Outcome, write: WriteLine): void {
  const { accessLog } = call.stage;
  if (!accessLog) {
    return;
  }
  const values = valuesOf(call, outcome, accessLog);
  const valueOfCall = contextValues(call);
  write(
    accessLine(accessLog.format, (name) =>
      Object.hasOwn(values, name) ? values[name] : valueOfCall(name),
    ),
  );
}

function valuesOf(
  call: StageCall | Call,
  { response, error }: Outcome,
  { endpointType, isTraced }: { readonly endpointType: string; readonly isTraced: boolean },
): AccessValues {
  const { request, receivedAt } = call;
  const steps = call.steps?.finish() ?? [];
  const [authorizing, called] = splitAtAuthorizer(steps);
  // A request that wasn't let through has reached nothing but the authorizer.
  const isLetThrough = "authorized" in call;
  const integration = isLetThrough ? integrationFacts(called) : {};
  const { status, integrationStatus, functionError } = integration;
  const shown = error && { message: error.message, responseType: error.type };
  return {
    ...overrides(steps),
    ...guardValues(call, error, isLetThrough ? authorizing : steps),
    ...commonValues({ request, response, receivedAt, integration, error: shown }),
    "error.validationErrorString": error?.validationError,
    "integration.status": status ?? (error ? undefined : integrationStatus),
    "integration.error":
      error?.type === "INTEGRATION_FAILURE" && functionError !== undefined
        ? `Lambda Customer Function Error:${functionError}`
        : undefined,
    "integration.responseTransferMode": integration.latency === undefined ? undefined : "BUFFERED",
    endpointType,
    isCanaryRequest: call.isCanary === undefined ? undefined : String(call.isCanary),
    xrayTraceId: isTraced ? /Root=([^;]+)/.exec(call.ids.trace)?.[1] : undefined,
  };
}

/** What templates have set in `$context.requestOverride` and `$context.responseOverride`. */
function overrides(steps: readonly TraceStep[]): AccessValues {
  const entries = steps.flatMap((step) => {
    if (step.step === "requestTemplate") {
      return flattened("requestOverride", { ...step.overrides });
    }
    return step.step === "responseTemplate"
      ? flattened("responseOverride", { ...step.overrides })
      : [];
  });
  return Object.fromEntries(entries);
}

function flattened(name: string, value: unknown): [string, string | number][] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => flattened(`${name}.${key}`, one));
  }
  return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
}
