import { LambdaServiceError, UnservableFunctionError } from "../../../lambda/lambda-service";
import { ConversionError } from "../../common/mapping/base64";
import type { HttpResponse } from "../../common/http/http-message";
import { IntegrationFailure } from "../../common/integration/integration-failure";
import { invocationRefused } from "../../common/log/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/mapping/stage-variables";
import { withinTime } from "../../common/integration/time-limit";
import { CutError } from "../../common/limits/work-limit";
import { notServed, UnservableRequestError } from "../../common/unservable/unservable";
import type { GatewayServices } from "../../services";
import type { Call } from "../call";
import type { WebSocketApi, WebSocketRoute } from "../model/web-socket-api";
import { failed } from "./failed";
import { GatewayError } from "./gateway-error";
import { sendTo } from "./send-to";

/**
 * Calls the integration of a route. The response has a reason if API Gateway made it itself, and is
 * then sent even if the route isn't two-way.
 */
export type Integrate = (call: Call) => Promise<HttpResponse>;

/** Wraps an integration in what all kinds share: stage variables, time limit, failures. */
export function integrationFor(
  api: WebSocketApi,
  route: WebSocketRoute,
  services: GatewayServices,
): Integrate {
  const { uri: template, timeoutMilliseconds } = route.integration;
  const send = sendTo(api, route, services);
  return async (call) => {
    const uri = fillStageVariables(template, call.stage.variables);
    if (uri === undefined) {
      return failed(call, 500, unsetStageVariables(template, call.stage));
    }
    try {
      return await withinTime(timeoutMilliseconds, send(call, uri));
    } catch (error) {
      const response = failure(call, error);
      call.steps?.fail(response.reason ?? "");
      return response;
    }
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html */
function failure(call: Call, error: unknown): HttpResponse {
  if (error instanceof UnservableFunctionError || error instanceof UnservableRequestError) {
    return notServed(error.reason);
  }
  if (error instanceof GatewayError) {
    return failed(call, error.status, error.reason, error.clientMessage);
  }
  if (error instanceof LambdaServiceError) {
    return failed(call, 500, invocationRefused(error));
  }
  if (error instanceof ConversionError || error instanceof CutError) {
    return failed(call, 500, error.message);
  }
  if (error instanceof IntegrationFailure) {
    return error.kind === "late"
      ? failed(call, 504, error.reason, "Endpoint request timed out")
      : failed(call, 500, error.reason);
  }
  throw error;
}
