import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiGateway, StageEndpoint } from "../gateway";
import type { ServedApi } from "./model/served-api";
import type { HttpResponse } from "../common/http-message";
import { createPipeline, type PipelineServices } from "./pipeline";
import { OVERSIZE_REASONS, type Oversize } from "../common/oversize";
import { serveRequest, type RequestHandler } from "../common/server";

const JSON_TYPE = ["Content-Type", "application/json"] as const;

const OVERSIZE: Readonly<Record<Oversize, HttpResponse>> = {
  "body too large": {
    status: 413,
    headers: [JSON_TYPE, ["x-amzn-ErrorType", "RequestTooLargeException"]],
    body: '{"message":"Request Too Long"}',
    reason: OVERSIZE_REASONS["body too large"],
  },
  "headers too large": {
    status: 431,
    headers: [JSON_TYPE],
    body: '{"message":"Request Header Fields Too Large"}',
    reason: OVERSIZE_REASONS["headers too large"],
  },
};

export function failed(reason: string): HttpResponse {
  return {
    status: 500,
    headers: [JSON_TYPE],
    body: '{"message": "Internal server error"}',
    reason,
  };
}

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
      respond: (read) => (typeof read === "object" ? pipeline(read) : OVERSIZE[read]),
      failed,
      log: services.log,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.handler);
  }
}
