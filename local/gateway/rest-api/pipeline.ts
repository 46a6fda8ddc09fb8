import type { LambdaService } from "../../lambda/lambda-service";
import { integrationFor } from "./integration";
import type { Integrate } from "./integration/integrate";
import { PatternError } from "./java-regex";
import type { Method } from "./model/rest-api";
import type { ServedApi, ServedStage } from "./model/served-api";
import { newStageCall, withMethod, type Call, type StageCall } from "./request/call";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { type FailureReason, IntegrationFailure } from "../common/integration-failure";
import { Models } from "./request/models";
import { splitStage } from "./request/paths";
import { Routes } from "./request/routes";
import { Usage } from "./request/usage";
import { requestValidation, type Validate } from "./request/validation";
import { configurationError, GatewayError } from "./response/gateway-error";
import { gatewayResponse } from "./response/gateway-response";
import { gatewayHeaders, stageNotFound, withTraceHeader } from "./response/standard-headers";

/** Answers the requests of an API. */
export type Pipeline = (request: HttpRequest) => Promise<HttpResponse>;

/** A method that is ready to serve. */
interface ServedMethod {
  readonly method: Method;
  readonly validate: Validate;
  readonly integrate: Integrate;
}

/**
 * The way of a request through an API, as AWS draws it: method request, integration request,
 * integration, integration response, method response. Everything that can be compiled is compiled
 * here, before the first request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 * @throws Error that names the address of what can't be served
 */
export function createPipeline(served: ServedApi, lambda: LambdaService): Pipeline {
  const { api } = served;
  const routes = new Routes(api.methods);
  const models = new Models(api.models);
  const usage = new Usage();
  const methods = new Map<Method, ServedMethod>(
    api.methods.map((method) => [
      method,
      {
        method,
        validate: requestValidation(method, models),
        integrate: integrationFor(method.integration, lambda),
      },
    ]),
  );

  function methodRequest(
    call: StageCall,
    stage: ServedStage,
  ): { call: Call; served: ServedMethod } {
    const match = routes.match(call.request.method, call.path.path);
    const chosen = match && methods.get(match.method);
    if (!match || !chosen) throw new GatewayError("MISSING_AUTHENTICATION_TOKEN");
    const { request } = call;
    const apiKey = match.method.apiKeyRequired
      ? usage.admit(request.headers, stage.keys)
      : undefined;
    const complete: Call = { ...withMethod(call, match), ...(apiKey && { apiKey }) };
    chosen.validate(complete);
    return { call: complete, served: chosen };
  }

  async function answer(stageCall: StageCall, stage: ServedStage): Promise<HttpResponse> {
    try {
      const { call, served: chosen } = methodRequest(stageCall, stage);
      const response = await chosen.integrate(call);
      return withTraceHeader(call, response);
    } catch (error) {
      return gatewayResponse(stageCall, asGatewayError(error));
    }
  }

  return async (sent) => {
    const request = withOverriddenMethod(sent);
    const path = splitStage(request.path);
    const stage = served.stages.get(path.stage);
    if (!stage) return stageNotFound();
    const call = newStageCall(api, stage.stage, path, request);
    return gatewayHeaders(call, await answer(call, stage));
  };
}

/** `X-HTTP-Method-Override` takes the place of the request's own method. */
function withOverriddenMethod(request: HttpRequest): HttpRequest {
  const method = headerValue(request.headers, "x-http-method-override");
  return method ? { ...request, method: method.toUpperCase() } : request;
}

/** What a template or a mapping can fail on is an error of the API's configuration. */
function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  if (error instanceof PatternError) return configurationError();
  if (error instanceof IntegrationFailure) return FAILURES[error.reason]();
  throw error;
}

const FAILURES: Readonly<Record<FailureReason, () => GatewayError>> = {
  "invalid url": configurationError,
  late: () => new GatewayError("INTEGRATION_TIMEOUT"),
  unreachable: () => new GatewayError("INTEGRATION_FAILURE"),
};
