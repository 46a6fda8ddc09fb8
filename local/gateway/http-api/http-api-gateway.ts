import type { IncomingMessage, ServerResponse } from "node:http";
import type { DomainMapping } from "../common/http/domain-mapping";
import { lambdaAuthorizer } from "../common/integration/target";
import { serveRequest, type RequestHandler } from "../common/http/server";
import type { ApiGateway, ListedRoute, StageEndpoint } from "../gateway";
import type { GatewayServices } from "../services";
import { stagePath } from "./call/call";
import { missingBackend } from "./integration/missing-backend";
import { routeTarget } from "./integration/target";
import type { HttpApi, HttpRoute, UnservableRoute } from "./model/http-api";
import { internalServerError } from "./own-responses";
import { createPipeline } from "./pipeline";

/** Connects the sockets of one HTTP API to its pipeline. */
export class HttpApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly routes: readonly ListedRoute[];
  readonly warnings: readonly string[];
  private readonly handler: RequestHandler;

  constructor(api: HttpApi, services: GatewayServices) {
    this.address = api.address;
    this.name = api.name;
    this.warnings = api.warnings;
    this.stages = api.stages.map((stage) => ({ address: stage.address, path: stagePath(stage) }));
    this.routes = api.routes.map((route) => listed(api, route, services));
    this.handler = {
      address: api.address,
      name: api.name,
      respond: createPipeline(api, services),
      failed: internalServerError,
      log: services.log,
      sourceIp: services.sourceIp,
    };
  }

  handle(
    request: IncomingMessage,
    response: ServerResponse,
    mapping?: DomainMapping,
  ): Promise<void> {
    return serveRequest(request, response, this.handler, mapping);
  }
}

function listed(
  api: HttpApi,
  route: HttpRoute | UnservableRoute,
  services: GatewayServices,
): ListedRoute {
  const { key } = route;
  const access =
    route.unservable === undefined && route.authorizer.kind === "lambda"
      ? lambdaAuthorizer(route.authorizer.uri, services)
      : route.access;
  const unservable = route.unservable ?? missingBackend(api, route.integration, services);
  const [method, path] = key.kind === "path" ? [key.method, key.path] : ["", key.text];
  return { method, path, target: routeTarget(route), access, unservable };
}
