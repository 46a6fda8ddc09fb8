import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { noRoute, noStage } from "../common/reasons";
import type { GatewayServices } from "../services";
import { newStageCall, withApiKey, withMethod, type StageCall } from "./call/call";
import { GatewayError } from "./call/gateway-error";
import { splitStage } from "./call/stage-path";
import { asGatewayError } from "./gateway-response/as-gateway-error";
import { stageNotFound } from "./gateway-response/fixed-responses";
import { gatewayResponse } from "./gateway-response/gateway-response";
import { withRequestIds } from "./gateway-response/request-ids";
import { integrationFor } from "./integration/integration-for";
import type { Integrate } from "./integration/integration-kind";
import { Models } from "./method-request/models";
import { Routes } from "./method-request/routes";
import type { Usage } from "./method-request/usage";
import { requestValidation, type Validate } from "./method-request/validation";
import type { Method } from "./model/rest-api";
import type { ServedApi, StageWithKeys } from "./model/served-api";

/** Gets the responses of an API. */
export type Pipeline = (request: HttpRequest) => Promise<HttpResponse>;

export interface PipelineServices extends GatewayServices {
  /** Shared by all APIs: a usage plan counts what a key uses of all its stages. */
  readonly usage: Usage;
}

/**
 * The way of a request through an API, as AWS draws it: method request, integration request,
 * integration, integration response, method response. Everything that can be compiled is compiled
 * here, before the first request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 * @throws Error with the address of what can't be served
 */
export function createPipeline(served: ServedApi, services: PipelineServices): Pipeline {
  const { api, stages } = served;
  const routes = new Routes(api.methods);
  const methods = prepareMethods(served, services);

  return async (sent) => {
    const request = withOverriddenMethod(sent);
    const path = splitStage(request.path);
    const stage = stages.get(path.stage);
    if (!stage) {
      return stageNotFound(noStage(path.stage, [...stages.keys()]));
    }
    const call = newStageCall(api, stage.stage, path, request);
    return withRequestIds(call, await respond(call, stage));
  };

  async function respond(call: StageCall, stage: StageWithKeys): Promise<HttpResponse> {
    try {
      return await throughMethod(call, stage);
    } catch (error) {
      return gatewayResponse(call, asGatewayError(error));
    }
  }

  async function throughMethod(stageCall: StageCall, stage: StageWithKeys): Promise<HttpResponse> {
    const match = routes.match(stageCall.request.method, stageCall.path.path);
    const prepared = match && methods.get(match.method);
    if (!match || !prepared) {
      throw new GatewayError(
        "MISSING_AUTHENTICATION_TOKEN",
        whyNoMethod(served, routes, stageCall),
      );
    }
    const call = withMethod(stageCall, match);
    if (call.method.apiKeyRequired) {
      withApiKey(call, services.usage.admit(call, stage.keys));
    }
    prepared.validate(call);
    return prepared.integrate(call);
  }
}

/** A method that is ready to serve. */
interface PreparedMethod {
  readonly validate: Validate;
  readonly integrate: Integrate;
}

function prepareMethods(
  served: ServedApi,
  services: PipelineServices,
): Map<Method, PreparedMethod> {
  const { api } = served;
  const stages = [...served.stages.values()].map(({ stage }) => stage);
  const models = new Models(api.models);
  return new Map(
    api.methods.map((method) => {
      const { httpMethod, resource, integration } = method;
      const route = { api, method: httpMethod, path: resource.path };
      const prepared: PreparedMethod = {
        validate: requestValidation(method, models),
        integrate: integrationFor(integration, {
          ...services,
          checkFor: (target) => services.permissions.checkFor({ ...route, ...target }, stages),
        }),
      };
      return [method, prepared];
    }),
  );
}

function whyNoMethod({ api }: ServedApi, routes: Routes, { request, path }: StageCall): string {
  const methods = api.methods.map(({ httpMethod, resource }) => `${httpMethod} ${resource.path}`);
  return noRoute({ method: request.method, path: path.path }, routes.methodsOn(path.path), methods);
}

/** `X-HTTP-Method-Override` replaces the request's own method. */
function withOverriddenMethod(request: HttpRequest): HttpRequest {
  const method = headerValue(request.headers, "x-http-method-override");
  return method ? { ...request, method: method.toUpperCase() } : request;
}
