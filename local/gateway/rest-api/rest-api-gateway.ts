import type { IncomingMessage, ServerResponse } from "node:http";
import type { LambdaService } from "../../lambda/lambda-service";
import type { ApiGateway, ServedStage } from "../gateway";
import type { ServedApi } from "./model/served-api";
import type { HttpResponse } from "../common/http-message";
import { createPipeline, type Pipeline } from "./pipeline";
import { serveRequest } from "../common/server";

/** The answer to a body over 10 MB. */
const BODY_TOO_LARGE: HttpResponse = {
  status: 413,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", "RequestTooLargeException"],
  ],
  body: '{"message":"Request Too Long"}',
};

const FAILED: HttpResponse = {
  status: 500,
  headers: [["Content-Type", "application/json"]],
  body: '{"message": "Internal server error"}',
};

/** One REST API: the edge between sockets and its pipeline. */
export class RestApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly ServedStage[];
  readonly warnings: readonly string[];
  private readonly pipeline: Pipeline;

  constructor(served: ServedApi, lambda: LambdaService) {
    this.address = served.api.address;
    this.name = served.api.name;
    this.warnings = served.warnings;
    this.stages = [...served.stages.values()].map(({ stage }) => ({
      address: stage.address,
      path: `/${stage.name}`,
    }));
    this.pipeline = createPipeline(served, lambda);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    serveRequest(request, response, {
      address: this.address,
      answer: async (read) => (read === "too large" ? BODY_TOO_LARGE : this.pipeline(read)),
      failed: FAILED,
    });
  }
}
