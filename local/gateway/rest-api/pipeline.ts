import { UnservableFunctionError } from "../../lambda/lambda-service";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { noRoute, noStage } from "../common/reasons";
import { notServed, UnservableRequestError } from "../common/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { newStageCall, withApiKey, withMethod, type StageCall } from "./call/call";
import { GatewayError } from "./call/gateway-error";
import { splitStage } from "./call/stage-path";
import { asGatewayError } from "./gateway-response/as-gateway-error";
import { stageNotFound } from "./gateway-response/fixed-responses";
import { gatewayResponse } from "./gateway-response/gateway-response";
import { withRequestIds } from "./gateway-response/request-ids";
import { methodTarget } from "./model/integration-target";
import { Routes } from "./method-request/routes";
import type { Usage } from "./method-request/usage";
import type { Method, UnservableMethod } from "./model/rest-api";
import type { ServedApi, StageWithKeys } from "./model/served-api";
import type { ServedMethods } from "./served-methods";

/** Gets the responses of an API. */
export type Pipeline = (
  request: HttpRequest,
  notes: RequestNotes | undefined,
) => Promise<HttpResponse>;

export interface PipelineServices extends GatewayServices {
  /** Shared by all APIs: a usage plan counts what a key uses of all its stages. */
  readonly usage: Usage;
}

/**
 * The way of a request through an API, as AWS draws it: method request, integration request,
 * integration, integration response, method response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 */
export function createPipeline(
  served: ServedApi,
  methods: ServedMethods,
  { usage }: Pick<PipelineServices, "usage">,
): Pipeline {
  const { api, stages } = served;
  const routes = new Routes(api.methods);

  return async (sent, notes) => {
    const request = withOverriddenMethod(sent);
    const path = splitStage(request.path);
    const stage = stages.get(path.stage);
    if (!stage) {
      return stageNotFound(noStage(path.stage, [...stages.keys()]));
    }
    const call = newStageCall(api, stage.stage, path, request);
    return withRequestIds(call, await respond(call, stage, notes));
  };

  async function respond(
    call: StageCall,
    stage: StageWithKeys,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    try {
      return await throughMethod(call, stage, notes);
    } catch (error) {
      if (error instanceof UnservableFunctionError || error instanceof UnservableRequestError) {
        return notServed(error.reason);
      }
      return gatewayResponse(call, asGatewayError(error));
    }
  }

  async function throughMethod(
    stageCall: StageCall,
    stage: StageWithKeys,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const match = routes.match(stageCall.request.method, stageCall.path.path);
    const prepared = match && methods.get(match.method);
    if (!match || !prepared) {
      throw new GatewayError(
        "MISSING_AUTHENTICATION_TOKEN",
        whyNoMethod(served, routes, stageCall),
      );
    }
    if (notes) {
      notes.route = methodKey(match.method);
      notes.target = methodTarget(match.method, stageCall.stageVariables);
    }
    if (prepared.unservable !== undefined) {
      return notServed(prepared.unservable);
    }
    const { pathParameters } = match;
    const call = withMethod(stageCall, { method: prepared.method, pathParameters });
    if (call.method.apiKeyRequired) {
      withApiKey(call, usage.admit(call, stage.keys));
    }
    prepared.validate(call);
    return prepared.integrate(call);
  }
}

function methodKey({ httpMethod, resource }: Method | UnservableMethod): string {
  return `${httpMethod} ${resource.path}`;
}

function whyNoMethod({ api }: ServedApi, routes: Routes, { request, path }: StageCall): string {
  const methods = api.methods.map(methodKey);
  return noRoute({ method: request.method, path: path.path }, routes.methodsOn(path.path), methods);
}

/** `X-HTTP-Method-Override` replaces the request's own method. */
function withOverriddenMethod(request: HttpRequest): HttpRequest {
  const method = headerValue(request.headers, "x-http-method-override");
  return method ? { ...request, method: method.toUpperCase() } : request;
}
