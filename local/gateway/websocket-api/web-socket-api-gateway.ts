import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DomainMapping } from "../common/domain-mapping";
import { headerLines, sourceIpOf, toRequest } from "../common/incoming-request";
import { serveRequest, type RequestHandler } from "../common/server";
import type { ApiGateway, ListedRoute, StageEndpoint, WebSockets } from "../gateway";
import type { GatewayServices } from "../services";
import { ownResponse } from "../trace/own-response";
import { accept } from "./connect/accept";
import { handshakeFault } from "./connect/handshake-fault";
import { refuse } from "./connect/refuse";
import type { ApiConnections } from "./connection/api-connections";
import { GOING_AWAY } from "./connection/connection-facts";
import { limitFrames } from "./frame/limit-frames";
import { routeTarget } from "./integration/target";
import type { WebSocketApi } from "./model/web-socket-api";
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
    this.routes = api.routes.map((route) => {
      const { key, access, unservable } = route;
      return { method: "", path: key, target: routeTarget(route), access, unservable };
    });
    const { log, sourceIp, webSockets } = services;
    this.handler = {
      address,
      name,
      respond: (_, notes) =>
        ownResponse(upgradeRequired("the request is not a WebSocket handshake"), notes?.steps),
      failed: runnerFailed,
      log,
      sourceIp,
    };
    const pipeline = new Pipeline(api, services);
    const connections = webSockets.of(address);
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
    // A client that goes away while its handshake is under way.
    socket.on("error", () => undefined);
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

/** A request to leave HTTP, as Node.js has it. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly mapping: DomainMapping | undefined;
}
