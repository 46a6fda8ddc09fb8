import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DomainMapping } from "../common/http/domain-mapping";
import { lambdaAuthorizer } from "../common/integration/target";
import { headerLines, sourceIpOf, toRequest } from "../common/http/incoming-request";
import type { FunctionCallers } from "../common/permissions/function-callers";
import type { HttpRequest, HttpResponse } from "../common/http/http-message";
import type { Oversize } from "../common/http/oversize";
import { serveRequest, type RequestHandler } from "../common/http/server";
import type { KeyUsage } from "../common/usage-plans/key-usage";
import type { ApiGateway, ListedRoute, StageEndpoint, WebSockets } from "../gateway";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { ownResponse } from "../trace/own-response";
import { accept } from "./connect/accept";
import { handshakeFault } from "./connect/handshake-fault";
import { refuse } from "./connect/refuse";
import type { ApiConnections } from "./connection/api-connections";
import { GOING_AWAY } from "./connection/connection-facts";
import { limitFrames } from "./frame/limit-frames";
import { missingBackend } from "./integration/missing-backend";
import { manage, type Managed } from "./management/manage";
import { managementRequest } from "./management/management-request";
import { routeTarget } from "./integration/target";
import type { UnservableRoute, WebSocketApi, WebSocketRoute } from "./model/web-socket-api";
import { runnerFailed, upgradeRequired } from "./own-responses";
import { Pipeline } from "./pipeline";

const NO_BODY = Buffer.alloc(0);

/** Connects the sockets of one WebSocket API to its pipeline. */
export class WebSocketApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly routes: readonly ListedRoute[];
  readonly warnings: readonly string[];
  readonly webSockets: WebSockets;
  private readonly handler: RequestHandler;

  constructor(
    api: WebSocketApi,
    private readonly services: GatewayServices,
    callers: FunctionCallers,
    usage: KeyUsage,
  ) {
    const { address, name, warnings } = api;
    this.address = address;
    this.name = name;
    this.warnings = warnings;
    this.stages = api.stages.map((stage) => ({
      address: stage.address,
      path: `/${stage.name}`,
      scheme: "ws",
    }));
    this.routes = api.routes.map((route) => listed(route, services));
    const { log, sourceIp, webSockets } = services;
    const connections = webSockets.of(address);
    this.handler = {
      address,
      name,
      respond: (request, notes) =>
        respond({ api, connections, callers, accessLog: services.accessLog }, request, notes),
      failed: runnerFailed,
      log,
      sourceIp,
    };
    const pipeline = new Pipeline(api, services, usage);
    this.webSockets = {
      upgrade: (request, socket, head, mapping) =>
        this.upgrade({ request, socket, head, mapping }, pipeline, connections),
      takeOver: () => connections.use(pipeline),
      responded: () => pipeline.responded(),
      closeAll: () => {
        connections.closeAll(GOING_AWAY);
        return pipeline.responded();
      },
    };
  }

  handle(
    request: IncomingMessage,
    response: ServerResponse,
    mapping?: DomainMapping,
  ): Promise<void> {
    return serveRequest(request, response, this.handler, mapping);
  }

  private async upgrade(
    { request, socket, head, mapping }: Upgrade,
    pipeline: Pipeline,
    connections: ApiConnections,
  ): Promise<void> {
    const headers = headerLines(request.rawHeaders);
    const sourceIp = this.services.sourceIp ?? sourceIpOf(request);
    const read = toRequest(request, { headers, body: NO_BODY, sourceIp }, mapping);
    const { connection, response } = await pipeline.connect(read, handshakeFault(request));
    if (!connection) {
      refuse(socket, response);
      return;
    }
    const webSocket = accept(request, socket, head, response);
    if (webSocket) {
      limitFrames(socket, connections.add(connection, webSocket));
    }
  }
}

/** Responds to what isn't a handshake: a request of the management API, or one that AWS refuses. */
function respond(
  managed: Managed,
  request: HttpRequest | Oversize,
  notes: RequestNotes | undefined,
): HttpResponse {
  const wanted = typeof request === "object" ? managementRequest(request) : undefined;
  const response =
    typeof request === "object" && wanted
      ? manage(managed, request, wanted, notes)
      : upgradeRequired("the request is not a WebSocket handshake");
  return response.reason === undefined ? response : ownResponse(response, notes?.steps);
}

/** A request to leave HTTP, as Node.js has it. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly mapping: DomainMapping | undefined;
}

function listed(route: WebSocketRoute | UnservableRoute, services: GatewayServices): ListedRoute {
  const { key } = route;
  const access =
    route.unservable === undefined && route.authorizer.kind === "lambda"
      ? lambdaAuthorizer(route.authorizer.uri, services)
      : route.access;
  const unservable = route.unservable ?? missingBackend(route.integration, services);
  return { method: "", path: key, target: routeTarget(route), access, unservable };
}
