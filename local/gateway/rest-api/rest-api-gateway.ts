import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiGateway, StageEndpoint } from "../gateway";
import type { ServedApi } from "./model/served-api";
import { internalServerError, OVERSIZE_RESPONSES } from "./gateway-response/fixed-responses";
import { createPipeline, type PipelineServices } from "./pipeline";
import { serveRequest, type RequestHandler } from "../common/server";

/** One REST API: the edge between sockets and its pipeline. */
export class RestApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly warnings: readonly string[];
  private readonly handler: RequestHandler;

  constructor(served: ServedApi, services: PipelineServices) {
    this.address = served.api.address;
    this.name = served.api.name;
    this.warnings = served.warnings;
    this.stages = [...served.stages.values()].map(({ stage }) => ({
      address: stage.address,
      path: `/${stage.name}`,
    }));
    const pipeline = createPipeline(served, services);
    this.handler = {
      address: this.address,
      respond: (read) => (typeof read === "object" ? pipeline(read) : OVERSIZE_RESPONSES[read]),
      failed: internalServerError,
      log: services.log,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.handler);
  }
}
