import { LambdaServiceError } from "../../lambda/lambda-service";
import { integrationFor } from "./integration";
import type { Integrate } from "./integration/integrate";
import { PatternError } from "../common/java-regex";
import { CutError } from "../common/work-limit";
import type { Method, RestApi } from "./model/rest-api";
import type { ServedApi, ServedStage } from "./model/served-api";
import { newStageCall, withMethod, type StageCall } from "./call/call";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import type { GatewayServices } from "../services";
import type { InvokingRoute } from "../common/invoke-permissions";
import { type FailureKind, IntegrationFailure } from "../common/integration-failure";
import { invocationRefused, noRoute, noStage } from "../common/reasons";
import { Models } from "./method-request/models";
import { splitStage } from "./call/paths";
import { Routes } from "./method-request/routes";
import type { Usage } from "./method-request/usage";
import { requestValidation, type Validate } from "./method-request/validation";
import { badGateway, configurationError, GatewayError } from "./call/gateway-error";
import { gatewayResponse } from "./gateway-response/gateway-response";
import {
  gatewayHeaders,
  stageNotFound,
  withTraceHeader,
} from "./gateway-response/standard-headers";

/** Answers the requests of an API. */
export type Pipeline = (request: HttpRequest) => Promise<HttpResponse>;

export interface PipelineServices extends GatewayServices {
  /** Shared by all APIs: a plan counts what a key uses of all its stages. */
  readonly usage: Usage;
}

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
export function createPipeline(served: ServedApi, services: PipelineServices): Pipeline {
  const { api } = served;
  const { permissions, usage } = services;
  const stages = [...served.stages.values()].map(({ stage }) => stage);
  const routes = new Routes(api.methods);
  const models = new Models(api.models);
  const methods = new Map<Method, ServedMethod>(
    api.methods.map((method) => [
      method,
      {
        method,
        validate: requestValidation(method, models),
        integrate: integrationFor(method.integration, {
          ...services,
          checkFor: (integration) =>
            permissions.checkFor({ api, ...invoking(method), ...integration }, stages),
        }),
      },
    ]),
  );

  async function answer(stageCall: StageCall, stage: ServedStage): Promise<HttpResponse> {
    const match = routes.match(stageCall.request.method, stageCall.path.path);
    const chosen = match && methods.get(match.method);
    if (!match || !chosen) {
      const reason = whyNoMethod(api, routes, stageCall);
      return gatewayResponse(stageCall, new GatewayError("MISSING_AUTHENTICATION_TOKEN", reason));
    }
    const call = withMethod(stageCall, match);
    try {
      const admitted = chosen.method.apiKeyRequired
        ? { ...call, apiKey: usage.admit(call, stage.keys) }
        : call;
      chosen.validate(admitted);
      return withTraceHeader(admitted, await chosen.integrate(admitted));
    } catch (error) {
      return gatewayResponse(call, asGatewayError(error));
    }
  }

  return async (sent) => {
    const request = withOverriddenMethod(sent);
    const path = splitStage(request.path);
    const stage = served.stages.get(path.stage);
    if (!stage) {
      return stageNotFound(noStage(path.stage, [...served.stages.keys()]));
    }
    const call = newStageCall(api, stage.stage, path, request);
    return gatewayHeaders(call, await answer(call, stage));
  };
}

/** What permissions to invoke a function look at of a method. */
function invoking({ httpMethod, resource }: Method): Pick<InvokingRoute, "method" | "path"> {
  return { method: httpMethod, path: resource.path };
}

function whyNoMethod(api: RestApi, routes: Routes, { request, path }: StageCall): string {
  const methods = api.methods.map(({ httpMethod, resource }) => `${httpMethod} ${resource.path}`);
  return noRoute({ method: request.method, path: path.path }, routes.methodsOn(path.path), methods);
}

/** `X-HTTP-Method-Override` takes the place of the request's own method. */
function withOverriddenMethod(request: HttpRequest): HttpRequest {
  const method = headerValue(request.headers, "x-http-method-override");
  return method ? { ...request, method: method.toUpperCase() } : request;
}

/** What a template or a mapping can fail on is an error of the API's configuration. */
function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) {
    return error;
  }
  if (error instanceof PatternError || error instanceof CutError) {
    return configurationError(error.message);
  }
  if (error instanceof LambdaServiceError) {
    return invocationFailure(error);
  }
  if (error instanceof IntegrationFailure) {
    return FAILURES[error.kind](error.reason);
  }
  throw error;
}

/** An invocation that did not start: API Gateway's own errors are told from Lambda's by the status. */
function invocationFailure(error: LambdaServiceError): GatewayError {
  const isRefused = error.code === "ResourceNotFoundException" || error.status === 403;
  const reason = invocationRefused(error);
  return isRefused ? configurationError(reason) : badGateway(reason);
}

const FAILURES: Readonly<Record<FailureKind, (reason: string) => GatewayError>> = {
  "invalid url": configurationError,
  late: (reason) => new GatewayError("INTEGRATION_TIMEOUT", reason),
  "outside its base": (reason) => new GatewayError("BAD_REQUEST_PARAMETERS", reason),
  unreachable: (reason) => new GatewayError("INTEGRATION_FAILURE", reason),
};
