import type { IncomingMessage, ServerResponse } from "node:http";
import type { LambdaService } from "../../lambda/lambda-service";
import type { ApiGateway, ServedStage } from "../gateway";
import type { ServedApi } from "./model/served-api";
import type { HttpResponse } from "../common/http-message";
import { createPipeline, type Pipeline } from "./pipeline";
import { readRequest, writeResponse } from "../common/server";

/** The answer to a body over 10 MB. */
const BODY_TOO_LARGE: HttpResponse = {
  status: 413,
  headers: [
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", "RequestTooLargeException"],
  ],
  body: '{"message":"Request Too Long"}',
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
    this.serve(request, response).catch((error: unknown) => {
      // A client that hung up needs no answer; anything else is a fault of this runner.
      if (response.destroyed || request.destroyed) return;
      console.error(`${this.address}: ${error instanceof Error ? error.stack : String(error)}`);
      writeResponse(response, {
        status: 500,
        headers: [["Content-Type", "application/json"]],
        body: '{"message": "Internal server error"}',
      });
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const isTooLarge = request === "too large";
    writeResponse(outgoing, isTooLarge ? BODY_TOO_LARGE : await this.pipeline(request));
  }
}
