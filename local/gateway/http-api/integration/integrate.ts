import { LambdaServiceError, type LambdaService } from "../../../lambda/lambda-service";
import { functionOf } from "../../common/function-uri";
import type { HttpResponse } from "../../common/http-message";
import { IntegrationFailure, type FailureKind } from "../../common/integration-failure";
import type { InvokeCheck } from "../../common/invoke-permissions";
import { functionFailed, invocationRefused } from "../../common/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/stage-variables";
import { withinTime } from "../../common/time-limit";
import { CutError } from "../../common/work-limit";
import type { Call } from "../call/call";
import { eventV1 } from "./event-v1";
import { eventV2 } from "./event-v2";
import { forward } from "./http-proxy";
import { isOfConnection } from "./hop-by-hop";
import type { HttpIntegration } from "../read/integration";
import { lambdaResponse } from "./lambda-response";
import { badRequest, internalServerError, oversize, serviceUnavailable } from "../own-responses";
import { mapRequest, mapResponse } from "../parameter-mapping/map";

type LambdaIntegration = Extract<HttpIntegration, { kind: "lambda" }>;

/**
 * The integration's answer; one that fails or is late gives API Gateway's own.
 * @param denialOf why a function may not be invoked; undefined for other integrations
 */
export async function integrate(
  call: Call,
  lambda: LambdaService,
  denialOf: InvokeCheck | undefined,
): Promise<HttpResponse> {
  const { integration } = call.route;
  const uri = fillStageVariables(integration.uri, call.stage.variables);
  if (uri === undefined) {
    return internalServerError(unsetStageVariables(integration.uri, call.stage));
  }
  const functionRef = functionOf(uri) || uri;
  const denial = denialOf?.(call.stage.name, call.request.method, functionRef);
  if (denial !== undefined) {
    return internalServerError(denial);
  }
  try {
    const answer =
      integration.kind === "lambda"
        ? invoke(call, integration, functionRef, lambda)
        : forward(call, integration, uri);
    const response = await withinTime(integration.timeoutMilliseconds, answer);
    return mapResponse(call, withoutConnectionHeaders(response));
  } catch (error) {
    return failure(error);
  }
}

async function invoke(
  call: Call,
  { payloadFormat }: LambdaIntegration,
  functionRef: string,
  lambda: LambdaService,
): Promise<HttpResponse> {
  const mapped = { ...call, request: mapRequest(call, call.request.headers).request };
  const event = payloadFormat === "2.0" ? eventV2(mapped) : eventV1(mapped);
  const result = await lambda.invoke(functionRef, event, { traceId: call.ids.trace });
  return result.functionError
    ? internalServerError(functionFailed(result))
    : lambdaResponse(result.payload, payloadFormat);
}

/** They are of the connection to the integration; the one to the client has its own. */
function withoutConnectionHeaders({ status, headers, body, reason }: HttpResponse): HttpResponse {
  return { status, headers: headers.filter(([name]) => !isOfConnection(name)), body, reason };
}

const FAILURES: Readonly<Record<FailureKind, (reason: string) => HttpResponse>> = {
  "invalid url": internalServerError,
  late: serviceUnavailable,
  "outside its base": badRequest,
  unreachable: serviceUnavailable,
};

/**
 * An invocation that Lambda refuses is an internal error, as is a uri that is none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html
 */
function failure(error: unknown): HttpResponse {
  if (error instanceof LambdaServiceError) {
    const reason = invocationRefused(error);
    return error.status === 413 ? oversize("body too large", reason) : internalServerError(reason);
  }
  if (error instanceof CutError) {
    return internalServerError(error.message);
  }
  if (!(error instanceof IntegrationFailure)) {
    throw error;
  }
  return FAILURES[error.kind](error.reason);
}
