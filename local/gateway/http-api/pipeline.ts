import { headerValue, type HttpRequest, type HttpResponse } from "../common/http/http-message";
import { newRequestIds, type RequestIds } from "../common/http/ids";
import type { Oversize } from "../common/http/oversize";
import { ENDPOINT_DISABLED, noRoute, noStage } from "../common/log/reasons";
import { TokenBuckets } from "../common/limits/throttle";
import { notServed } from "../common/unservable/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { ownResponse } from "../trace/own-response";
import { lostRoutes, nearRoutes, routeStep } from "../trace/routes";
import { logAccess, type Outcome } from "./access-log";
import { Authorizers } from "./authorizer/authorizers";
import { pathInStage, type RoutedRequest } from "./call/call";
import { isPreflight } from "../common/http/preflight";
import { corsStep, preflightResponse, withCors } from "./cors";
import { integrationFor } from "./integration/integrate";
import { routeTarget } from "./integration/target";
import { overThrottle } from "../common/api-v2/over-throttle";
import type { Stage } from "../common/api-v2/stage";
import type { HttpApi, HttpRoute, UnservableRoute } from "./model/http-api";
import type { RouteKey } from "./model/route-key";
import { notFound, oversize, tooManyRequests } from "./own-responses";
import { RouteTable, type RouteMatch } from "./route-table";
import { titleCase } from "./title-case";

/** Responds to the requests of an API. */
export type Pipeline = (
  received: HttpRequest | Oversize,
  notes: RequestNotes | undefined,
) => Promise<HttpResponse>;

interface ServedRoute {
  readonly key: RouteKey;
  readonly route: HttpRoute | UnservableRoute;
  /** Responds to a request of the route. */
  readonly serve: (request: RouteRequest) => Promise<Outcome>;
}

type RouteRequest = Omit<RoutedRequest, "route">;

/**
 * The steps of a request through an API: ids, stage, CORS preflight, route, authorizer, integration,
 * and the CORS headers of the response.
 */
export function createPipeline(api: HttpApi, services: GatewayServices): Pipeline {
  const authorizers = new Authorizers(api, services);
  const buckets = new TokenBuckets();
  const routes = new RouteTable<ServedRoute>(
    api.routes.map((route) => ({
      key: route.key,
      route,
      serve: serveRoute(api, route, authorizers, services),
    })),
  );

  async function respond(
    request: HttpRequest,
    ids: RequestIds,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const stage = findStage(api, request);
    if (!stage?.isDeployed) {
      const reason = stage ? `${stage.address} has no deployment` : whyNoStage(api, request);
      notes?.steps?.begin(routeStep(request, stage?.name)).fail(reason);
      return ownResponse(notFound(reason), notes?.steps);
    }
    const { cors } = api;
    if (!cors) {
      return dispatch(request, stage, ids, notes);
    }
    if (isPreflight(request) && !hasOptionsRoute(request, stage)) {
      const response = preflightResponse(cors, request);
      notes?.steps?.begin(corsStep(request, response));
      return response;
    }
    const before = await dispatch(request, stage, ids, notes);
    const response = withCors(cors, request, before);
    notes?.steps?.begin(corsStep(request, response, before));
    return response;
  }

  async function dispatch(
    request: HttpRequest,
    stage: Stage,
    ids: RequestIds,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const steps = notes?.steps;
    const match = findRoute(request, stage, notes);
    if (typeof match === "string") {
      return ownResponse(notFound(match), steps);
    }
    const { parameters, route } = match;
    const call = { api, stage, parameters, request, ids, receivedAt: new Date(), steps };
    const refusal = overThrottle(buckets, stage, route.key.text);
    const outcome =
      refusal === undefined ? await route.serve(call) : { response: tooManyRequests(refusal) };
    if (services.accessLog) {
      logAccess({ ...call, route }, outcome, services.accessLog);
    }
    const { response } = outcome;
    return response.reason === undefined ? response : ownResponse(response, steps);
  }

  /** @returns the route that matches, or why none does */
  function findRoute(
    { method, path: fullPath }: HttpRequest,
    stage: Stage,
    notes: RequestNotes | undefined,
  ): RouteMatch<ServedRoute> | string {
    const path = pathInStage(stage, fullPath);
    const step = notes?.steps?.begin(routeStep({ method, path }, stage.name));
    const match = routes.find(method, path);
    if (!match) {
      const keys = api.routes.map(({ key }) => key.text);
      const reason = noRoute({ method, path }, routes.methodsOn(path), keys);
      step?.fail(reason, { near: nearRoutes({ method, path }, keys) });
      return reason;
    }
    const { route, parameters } = match;
    if (notes) {
      notes.route = route.key.text;
      notes.target = routeTarget(route.route, stage.variables);
      step?.end({
        routeKey: notes.route,
        target: notes.target,
        pathParameters: Object.fromEntries(parameters),
        lost: lostRoutes(notes.route, routes.matching(method, path).map(keyOf)),
      });
    }
    return match;
  }

  /** A route whose method is OPTIONS receives preflight requests; ANY and $default don't. */
  function hasOptionsRoute({ path }: HttpRequest, stage: Stage): boolean {
    const key = routes.find("OPTIONS", pathInStage(stage, path))?.route.key;
    return key?.kind === "path" && key.method === "OPTIONS";
  }

  return async (received, notes) => {
    const isRead = typeof received === "object";
    const clientTrace = isRead ? headerValue(received.headers, "x-amzn-trace-id") : undefined;
    const ids = newRequestIds(clientTrace);
    if (notes) {
      notes.requestId = ids.extendedRequestId;
    }
    const response = isRead
      ? await respond(received, ids, notes)
      : ownResponse(oversize(received), notes?.steps);
    return withRequestId(response, ids);
  };
}

function keyOf({ key }: ServedRoute): string {
  return key.text;
}

/** A route that can't be served has no integration to call. */
function serveRoute(
  api: HttpApi,
  route: HttpRoute | UnservableRoute,
  authorizers: Authorizers,
  services: GatewayServices,
): ServedRoute["serve"] {
  if (route.unservable !== undefined) {
    const response = notServed(route.unservable);
    return () => Promise.resolve({ response });
  }
  const authorize = authorizers.for(route.authorizer);
  const integrate = integrationFor(api, route, services);
  return async ({ stage, parameters, request, ids, receivedAt, steps }) => {
    const routed = { api, stage, route, parameters, request, ids, receivedAt, steps };
    const { caller, refused } = await authorize(routed);
    return refused
      ? { response: refused }
      : { response: await integrate({ ...routed, caller }), caller };
  };
}

/** The stage of the domain's mapping, or that named by the path's first segment, or `$default`. */
function findStage(api: HttpApi, { domain, path }: HttpRequest): Stage | undefined {
  const named = (wanted: string) => api.stages.find(({ name }) => name === wanted);
  if (domain) {
    return named(domain.stage ?? firstSegment(path));
  }
  return api.isEndpointDisabled ? undefined : (named(firstSegment(path)) ?? named("$default"));
}

function whyNoStage(api: HttpApi, { domain, path }: HttpRequest): string {
  return !domain && api.isEndpointDisabled
    ? ENDPOINT_DISABLED
    : noStage(
        domain?.stage ?? firstSegment(path),
        api.stages.map(({ name }) => name),
      );
}

function firstSegment(path: string): string {
  return path.split("/")[1] ?? "";
}

/**
 * The headers of an integration's response in API Gateway's case, and the id of the request. The
 * responses of API Gateway itself have some names in lower case.
 */
function withRequestId(response: HttpResponse, { extendedRequestId }: RequestIds): HttpResponse {
  const { headers, reason } = response;
  if (reason !== undefined) {
    return { ...response, headers: [...headers, ["apigw-requestid", extendedRequestId]] };
  }
  const named = headers.map(([name, value]) => [titleCase(name), value] as const);
  return { ...response, headers: [...named, ["Apigw-Requestid", extendedRequestId]] };
}
