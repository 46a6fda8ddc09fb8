import { LambdaServiceError, UnservableFunctionError } from "../../../lambda/lambda-service";
import type { HttpResponse } from "../../common/http/http-message";
import { IntegrationFailure, type FailureKind } from "../../common/integration/integration-failure";
import { invocationRefused } from "../../common/log/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/mapping/stage-variables";
import { withinTime } from "../../common/integration/time-limit";
import { notServed, UnservableRequestError } from "../../common/unservable/unservable";
import { CutError } from "../../common/limits/work-limit";
import type { GatewayServices } from "../../services";
import type { Call } from "../call/call";
import type { HttpApi, HttpRoute } from "../model/http-api";
import { badRequest, internalServerError, oversize, serviceUnavailable } from "../own-responses";
import { mapResponse } from "../parameter-mapping/map";
import { isHopByHop } from "../../common/http/hop-by-hop";
import { sendTo } from "./send-to";

/** Responds to a call whose route is found, by the route's integration. */
export type Integrate = (call: Call) => Promise<HttpResponse>;

/** Wraps an integration in what all kinds share: stage variables, time limit, mapping, failures. */
export function integrationFor(
  api: HttpApi,
  route: HttpRoute,
  services: GatewayServices,
): Integrate {
  const { uri: template, timeoutMilliseconds } = route.integration;
  const send = sendTo(api, route, services);
  return async (call) => {
    const uri = fillStageVariables(template, call.stage.variables);
    if (uri === undefined) {
      return internalServerError(unsetStageVariables(template, call.stage));
    }
    try {
      const response = await withinTime(timeoutMilliseconds, send(call, uri));
      return mapResponse(call, withoutHopByHopHeaders(response));
    } catch (error) {
      const response = failure(error);
      call.steps?.fail(response.reason ?? "");
      return response;
    }
  };
}

function withoutHopByHopHeaders(response: HttpResponse): HttpResponse {
  const kept = response.headers.filter(([name]) => !isHopByHop(name));
  return { ...response, headers: kept };
}

const FAILURES: Readonly<Record<FailureKind, (reason: string) => HttpResponse>> = {
  "invalid url": internalServerError,
  late: serviceUnavailable,
  "malformed parameter": badRequest,
  "outside its base": badRequest,
  unreachable: serviceUnavailable,
};

/**
 * API Gateway's response for an integration that failed. An invocation that Lambda refuses is an
 * internal error, and so is an invalid URI.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html
 */
function failure(error: unknown): HttpResponse {
  if (error instanceof UnservableFunctionError || error instanceof UnservableRequestError) {
    return notServed(error.reason);
  }
  if (error instanceof LambdaServiceError) {
    const reason = invocationRefused(error);
    return error.status === 413 ? oversize("body too large", reason) : internalServerError(reason);
  }
  if (error instanceof CutError) {
    return internalServerError(error.message);
  }
  if (error instanceof IntegrationFailure) {
    return FAILURES[error.kind](error.reason);
  }
  throw error;
}
