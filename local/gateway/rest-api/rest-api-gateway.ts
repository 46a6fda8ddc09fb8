import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiGateway, ServedStage } from "../gateway";
import type { ServedApi } from "./model/served-api";
import type { HeaderLines, HttpResponse } from "../common/http-message";
import { createPipeline, type PipelineServices } from "./pipeline";
import { serveRequest, type Oversize, type Serving } from "../common/server";

function json(status: number, headers: HeaderLines, body: string): HttpResponse {
  return { status, headers: [["Content-Type", "application/json"], ...headers], body };
}

const OVERSIZE: Readonly<Record<Oversize, HttpResponse>> = {
  "body too large": json(
    413,
    [["x-amzn-ErrorType", "RequestTooLargeException"]],
    '{"message":"Request Too Long"}',
  ),
  "headers too large": json(431, [], '{"message":"Request Header Fields Too Large"}'),
};

export const FAILED = json(500, [], '{"message": "Internal server error"}');

/** One REST API: the edge between sockets and its pipeline. */
export class RestApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly ServedStage[];
  readonly warnings: readonly string[];
  private readonly serving: Serving;

  constructor(served: ServedApi, services: PipelineServices) {
    this.address = served.api.address;
    this.name = served.api.name;
    this.warnings = served.warnings;
    this.stages = [...served.stages.values()].map(({ stage }) => ({
      address: stage.address,
      path: `/${stage.name}`,
    }));
    const pipeline = createPipeline(served, services);
    this.serving = {
      address: this.address,
      answer: (read) => (typeof read === "object" ? pipeline(read) : OVERSIZE[read]),
      failed: FAILED,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.serving);
  }
}
