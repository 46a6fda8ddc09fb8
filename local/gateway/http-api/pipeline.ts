import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { newRequestIds, type RequestIds } from "../common/ids";
import type { Oversize } from "../common/oversize";
import { noRoute, noStage } from "../common/reasons";
import { notServed } from "../common/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { pathInStage, type Call } from "./call/call";
import { isPreflight, preflightResponse, withCors } from "./cors";
import { integrationFor } from "./integration/integrate";
import { routeTarget } from "./integration/target";
import type { HttpApi, HttpRoute, HttpStage, UnservableRoute } from "./model/http-api";
import type { RouteKey } from "./model/route-key";
import { notFound, oversize } from "./own-responses";
import { RouteTable } from "./route-table";
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
  readonly serve: (request: RouteRequest) => Promise<HttpResponse>;
}

type RouteRequest = Omit<Call, "route">;

/**
 * The steps of a request through an API: ids, stage, CORS preflight, route, integration, and the
 * CORS headers of the response.
 */
export function createPipeline(api: HttpApi, services: GatewayServices): Pipeline {
  const routes = new RouteTable<ServedRoute>(
    api.routes.map((route) => ({ key: route.key, route, serve: serveRoute(api, route, services) })),
  );

  async function respond(
    request: HttpRequest,
    ids: RequestIds,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const stage = findStage(api, request.path);
    if (!stage) {
      return notFound(whyNoStage(api, request.path));
    }
    if (!stage.isDeployed) {
      return notFound(`${stage.address} has no deployment`);
    }
    const { cors } = api;
    if (!cors) {
      return dispatch(request, stage, ids, notes);
    }
    if (isPreflight(request) && !hasOptionsRoute(request, stage)) {
      return preflightResponse(cors, request);
    }
    return withCors(cors, request, await dispatch(request, stage, ids, notes));
  }

  async function dispatch(
    request: HttpRequest,
    stage: HttpStage,
    ids: RequestIds,
    notes: RequestNotes | undefined,
  ): Promise<HttpResponse> {
    const path = pathInStage(stage, request.path);
    const match = routes.find(request.method, path);
    if (!match) {
      const keys = api.routes.map(({ key }) => key.text);
      return notFound(noRoute({ method: request.method, path }, routes.methodsOn(path), keys));
    }
    const { route, serve } = match.route;
    if (notes) {
      notes.route = route.key.text;
      notes.target = routeTarget(route, stage.variables);
    }
    const { parameters } = match;
    return serve({ api, stage, parameters, request, ids, receivedAt: new Date() });
  }

  /** A route whose method is OPTIONS receives preflight requests; ANY and $default don't. */
  function hasOptionsRoute({ path }: HttpRequest, stage: HttpStage): boolean {
    const key = routes.find("OPTIONS", pathInStage(stage, path))?.route.key;
    return key?.kind === "path" && key.method === "OPTIONS";
  }

  return async (received, notes) => {
    if (typeof received === "string") {
      return withRequestId(oversize(received), newRequestIds(undefined));
    }
    const ids = newRequestIds(headerValue(received.headers, "x-amzn-trace-id"));
    return withRequestId(await respond(received, ids, notes), ids);
  };
}

/** A route that can't be served has no integration to call. */
function serveRoute(
  api: HttpApi,
  route: HttpRoute | UnservableRoute,
  services: GatewayServices,
): ServedRoute["serve"] {
  if (route.unservable !== undefined) {
    const response = notServed(route.unservable);
    return () => Promise.resolve(response);
  }
  const integrate = integrationFor(api, route, services);
  return ({ stage, parameters, request, ids, receivedAt }) =>
    integrate({ api, stage, route, parameters, request, ids, receivedAt });
}

/** The stage named by the first segment of the path, otherwise `$default`. */
function findStage({ stages }: HttpApi, path: string): HttpStage | undefined {
  const segment = firstSegment(path);
  return (
    stages.find(({ name }) => name === segment) ?? stages.find(({ name }) => name === "$default")
  );
}

function whyNoStage({ stages }: HttpApi, path: string): string {
  return noStage(
    firstSegment(path),
    stages.map(({ name }) => name),
  );
}

function firstSegment(path: string): string {
  return path.split("/")[1] ?? "";
}

/** Header names in API Gateway's case, and the id of the request. */
function withRequestId(
  { status, headers, body, reason }: HttpResponse,
  { extendedRequestId }: RequestIds,
): HttpResponse {
  const named = headers.map(([name, value]) => [titleCase(name), value] as const);
  return { status, headers: [...named, ["Apigw-Requestid", extendedRequestId]], body, reason };
}
