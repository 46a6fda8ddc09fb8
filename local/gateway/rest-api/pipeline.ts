import { UnservableFunctionError } from "../../lambda/lambda-service";
import { ExpiringCache } from "../common/expiring-cache";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http/http-message";
import { TokenBuckets } from "../common/limits/throttle";
import { ENDPOINT_DISABLED, noRoute, noStage } from "../common/log/reasons";
import { notServed, UnservableRequestError } from "../common/unservable/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { ownResponse } from "../trace/own-response";
import { lostRoutes, nearRoutes, routeStep } from "../trace/routes";
import {
  newStageCall,
  withApiKey,
  withAuthorization,
  withMethod,
  type StageCall,
} from "./call/call";
import { logAccess, type Outcome } from "./access-log";
import { withCache, type ResponseCache } from "./caching";
import { GatewayError } from "./call/gateway-error";
import { splitStage } from "./call/stage-path";
import { asGatewayError } from "./gateway-response/as-gateway-error";
import { gatewayResponse } from "./gateway-response/gateway-response";
import { withRequestIds } from "./gateway-response/request-ids";
import { methodTarget } from "./model/integration-target";
import { Routes, type Match } from "./method-request/routes";
import { admitToStage } from "./method-request/stage-throttle";
import type { Usage } from "./method-request/usage";
import type { Method, UnservableMethod } from "./model/rest-api";
import type { ServedApi, StageWithKeys } from "./model/served-api";
import type { ServedMethod, ServedMethods } from "./served-methods";
import { withoutStage } from "./without-stage";

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
  {
    usage,
    random = Math.random,
    accessLog,
  }: Pick<PipelineServices, "usage" | "random" | "accessLog">,
): Pipeline {
  const { api, stages } = served;
  const routes = new Routes(api.methods);
  const cache: ResponseCache = new ExpiringCache();
  const buckets = new TokenBuckets();

  return async (sent, notes) => {
    const request = withOverriddenMethod(sent);
    if (api.isEndpointDisabled && !request.domain) {
      return withoutStage(request, ENDPOINT_DISABLED, notes);
    }
    const path = splitStage(request);
    const stage = stages.get(path.stage);
    if (!stage) {
      return withoutStage(request, noStage(path.stage, [...stages.keys()]), notes);
    }
    const call = newStageCall(api, stage.stage, path, request, { steps: notes?.steps, random });
    noteCanary(call);
    if (notes) {
      notes.requestId = call.ids.requestId;
    }
    const outcome = await respond(call, stage, notes);
    if (accessLog) {
      logAccess(call, outcome, accessLog);
    }
    return withRequestIds(call, outcome.response);
  };

  async function respond(
    call: StageCall,
    stage: StageWithKeys,
    notes: RequestNotes | undefined,
  ): Promise<Outcome> {
    try {
      return { response: await throughMethod(call, stage, notes) };
    } catch (error) {
      if (error instanceof UnservableFunctionError || error instanceof UnservableRequestError) {
        call.steps?.fail(error.reason);
        return { response: ownResponse(notServed(error.reason), call.steps) };
      }
      const gatewayError = asGatewayError(error);
      call.steps?.fail(gatewayError.reason);
      return { response: gatewayResponse(call, gatewayError), error: gatewayError };
    }
  }

  async function throughMethod(
    stageCall: StageCall,
    stage: StageWithKeys,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const { prepared, pathParameters } = route(stageCall, notes);
    if (prepared.unservable !== undefined) {
      return ownResponse(notServed(prepared.unservable), stageCall.steps);
    }
    const routed = withMethod(stageCall, { method: prepared.method, pathParameters });
    const call = withAuthorization(routed, await prepared.authorize(routed));
    if (call.method.apiKeyRequired) {
      const step = call.steps?.begin({ step: "apiKey" });
      const key = usage.admit(call, stage.keys);
      step?.end({ apiKeyId: key.id, usagePlan: key.plan.address });
      withApiKey(call, key);
    }
    admitToStage(buckets, call);
    prepared.validate(call);
    return withCache(cache, call, prepared.integrate);
  }

  /** @throws GatewayError 403 where no method matches */
  function route(call: StageCall, notes: RequestNotes | undefined): RoutedMethod {
    const { method: httpMethod } = call.request;
    const { path } = call.path;
    const step = call.steps?.begin(routeStep({ method: httpMethod, path }, call.stage.name));
    const match = routes.match(httpMethod, path);
    const prepared = match && methods.get(match.method);
    if (!match || !prepared) {
      const reason = whyNoMethod(served, routes, call);
      step?.fail(reason, {
        near: nearRoutes({ method: httpMethod, path }, api.methods.map(methodKey)),
      });
      throw new GatewayError("MISSING_AUTHENTICATION_TOKEN", reason);
    }
    const { method, pathParameters } = match;
    if (notes) {
      notes.route = methodKey(method);
      notes.target = methodTarget(method, call.stageVariables);
      step?.end({
        routeKey: notes.route,
        target: notes.target,
        pathParameters: pathParameters ?? {},
        lost: lostRoutes(notes.route, routes.matching(httpMethod, path).map(methodKey)),
      });
    }
    return { prepared, pathParameters };
  }
}

interface RoutedMethod {
  readonly prepared: ServedMethod;
  readonly pathParameters: Match["pathParameters"];
}

function noteCanary({ steps, stage, isCanary }: StageCall): void {
  if (stage.canary && isCanary !== undefined) {
    const { percentTraffic } = stage.canary;
    steps?.begin({ step: "canary", isCanary, percentTraffic }).end();
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
