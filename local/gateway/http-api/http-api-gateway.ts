import type { IncomingMessage, ServerResponse } from "node:http";
import { serveRequest, type RequestHandler } from "../common/server";
import type { ApiGateway, StageEndpoint } from "../gateway";
import type { GatewayServices } from "../services";
import { stagePath } from "./call/call";
import type { HttpApi } from "./model/http-api";
import { internalServerError } from "./own-responses";
import { createPipeline } from "./pipeline";

/** Connects the sockets of one HTTP API to its pipeline. */
export class HttpApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly warnings: readonly string[];
  private readonly handler: RequestHandler;

  constructor(api: HttpApi, services: GatewayServices) {
    this.address = api.address;
    this.name = api.name;
    this.warnings = api.warnings;
    this.stages = api.stages.map((stage) => ({ address: stage.address, path: stagePath(stage) }));
    this.handler = {
      address: api.address,
      respond: createPipeline(api, services),
      failed: internalServerError,
      log: services.log,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.handler);
  }
}
