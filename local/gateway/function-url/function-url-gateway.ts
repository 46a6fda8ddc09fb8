import type { IncomingMessage, ServerResponse } from "node:http";
import { serveRequest, type RequestHandler } from "../common/http/server";
import type { ApiGateway, ListedRoute, StageEndpoint } from "../gateway";
import type { GatewayServices } from "../services";
import type { FunctionUrl } from "./function-url";
import { badGateway } from "./own-responses";
import { createPipeline } from "./pipeline";

/** Connects the sockets of one function URL to its pipeline. It has one stage: itself. */
export class FunctionUrlGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly routes: readonly ListedRoute[];
  readonly warnings: readonly string[] = [];
  private readonly handler: RequestHandler;

  constructor(url: FunctionUrl, services: GatewayServices) {
    const { address, name, authorizationType } = url;
    this.address = address;
    this.name = name;
    this.stages = [{ address, path: "" }];
    const access = authorizationType === "NONE" ? "public" : "IAM";
    this.routes = [{ method: "", path: "$default", target: name, access }];
    this.handler = {
      address,
      name,
      respond: createPipeline(url, services),
      failed: badGateway,
      log: services.log,
      sourceIp: services.sourceIp,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.handler);
  }
}
