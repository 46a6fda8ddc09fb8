import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { newRequestIds, type RequestIds } from "../common/ids";
import type { Oversize } from "../common/oversize";
import { noRoute, noStage } from "../common/reasons";
import type { GatewayServices } from "../services";
import { pathInStage } from "./call/call";
import { isPreflight, preflightResponse, withCors } from "./cors";
import { integrationFor, type Integrate } from "./integration/integrate";
import type { HttpApi, HttpRoute, HttpStage } from "./model/http-api";
import type { RouteKey } from "./model/route-key";
import { notFound, oversize } from "./own-responses";
import { RouteTable } from "./route-table";
import { titleCase } from "./title-case";

/** Responds to the requests of an API. */
export type Pipeline = (received: HttpRequest | Oversize) => Promise<HttpResponse>;

interface ServedRoute {
  readonly key: RouteKey;
  readonly route: HttpRoute;
  readonly integrate: Integrate;
}

/**
 * The steps of a request through an API: ids, stage, CORS preflight, route, integration, and the
 * CORS headers of the response.
 */
export function createPipeline(api: HttpApi, services: GatewayServices): Pipeline {
  const routes = new RouteTable<ServedRoute>(
    api.routes.map((route) => ({
      key: route.key,
      route,
      integrate: integrationFor(api, route, services),
    })),
  );

  async function respond(request: HttpRequest, ids: RequestIds): Promise<HttpResponse> {
    const stage = findStage(api, request.path);
    if (!stage) {
      return notFound(whyNoStage(api, request.path));
    }
    if (!stage.isDeployed) {
      return notFound(`${stage.address} has no deployment`);
    }
    const { cors } = api;
    if (!cors) {
      return dispatch(request, stage, ids);
    }
    if (isPreflight(request) && !hasOptionsRoute(request, stage)) {
      return preflightResponse(cors, request);
    }
    return withCors(cors, request, await dispatch(request, stage, ids));
  }

  async function dispatch(
    request: HttpRequest,
    stage: HttpStage,
    ids: RequestIds,
  ): Promise<HttpResponse> {
    const path = pathInStage(stage, request.path);
    const match = routes.find(request.method, path);
    if (!match) {
      const keys = api.routes.map(({ key }) => key.text);
      return notFound(noRoute({ method: request.method, path }, routes.methodsOn(path), keys));
    }
    const { route, integrate } = match.route;
    const { parameters } = match;
    return integrate({ api, stage, route, parameters, request, ids, receivedAt: new Date() });
  }

  /** A route whose method is OPTIONS receives preflight requests; ANY and $default don't. */
  function hasOptionsRoute({ path }: HttpRequest, stage: HttpStage): boolean {
    const key = routes.find("OPTIONS", pathInStage(stage, path))?.route.key;
    return key?.kind === "path" && key.method === "OPTIONS";
  }

  return async (received) => {
    if (typeof received === "string") {
      return withRequestId(oversize(received), newRequestIds(undefined));
    }
    const ids = newRequestIds(headerValue(received.headers, "x-amzn-trace-id"));
    return withRequestId(await respond(received, ids), ids);
  };
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
