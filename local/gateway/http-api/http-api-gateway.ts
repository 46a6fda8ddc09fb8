import type { IncomingMessage, ServerResponse } from "node:http";
import type { LambdaService } from "../../lambda/lambda-service";
import { headerValue, HttpRequest, HttpResponse } from "../common/http-message";
import { newRequestIds, RequestIds } from "../common/ids";
import { readRequest, writeResponse } from "../common/server";
import type { ApiGateway, ServedStage } from "../gateway";
import { isPreflight, preflightResponse, withCors } from "./cors";
import { titleCase } from "./event-v1";
import { integrate } from "./integrate";
import { INTERNAL_SERVER_ERROR, messageResponse } from "./lambda-response";
import { HttpApiModel, HttpStage } from "./model";
import { chooseRoute } from "./route-key";

const NOT_FOUND = messageResponse(404, "Not Found");
const TOO_LARGE = messageResponse(413, "Request Entity Too Large");

/** One HTTP API: the edge between sockets and its routes. */
export class HttpApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly ServedStage[];
  readonly warnings: readonly string[];

  constructor(
    private readonly api: HttpApiModel,
    private readonly lambda: LambdaService,
  ) {
    this.address = api.address;
    this.name = api.name;
    this.warnings = api.warnings;
    this.stages = api.stages.map(({ address, name }) => ({ address, path: prefixOf(name) }));
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.serve(request, response).catch((error: unknown) => {
      // A client that hung up needs no answer; anything else is a fault of this runner.
      if (response.destroyed || request.destroyed) return;
      console.error(`${this.address}: ${error instanceof Error ? error.stack : String(error)}`);
      writeResponse(response, INTERNAL_SERVER_ERROR);
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (request === "too large") {
      writeResponse(outgoing, TOO_LARGE);
      return;
    }
    const ids = newRequestIds(headerValue(request.headers, "x-amzn-trace-id"));
    writeResponse(outgoing, sent(await this.answer(request, ids), ids));
  }

  private async answer(request: HttpRequest, ids: RequestIds): Promise<HttpResponse> {
    const { cors } = this.api;
    if (cors && isPreflight(request) && !this.hasOptionsRoute(request))
      return preflightResponse(cors, request);
    const response = await this.routed(request, ids);
    return cors ? withCors(cors, request, response) : response;
  }

  /** A route of its own for OPTIONS answers preflights instead of the gateway. */
  private hasOptionsRoute({ path }: HttpRequest): boolean {
    const stage = stageOf(this.api, path);
    const key = stage && chooseRoute(this.api.routes, "OPTIONS", pathIn(stage, path))?.route.key;
    return key?.kind === "path" && key.method === "OPTIONS";
  }

  private async routed(request: HttpRequest, ids: RequestIds): Promise<HttpResponse> {
    const { api } = this;
    const stage = stageOf(api, request.path);
    if (!stage) return NOT_FOUND;
    const match = chooseRoute(api.routes, request.method, pathIn(stage, request.path));
    if (!match) return NOT_FOUND;
    const { route, parameters } = match;
    const call = { api, stage, route, request, parameters, ids, receivedAt: new Date() };
    return integrate(call, this.lambda);
  }
}

/** The stage that the path's first segment names, else `$default`. */
function stageOf(api: HttpApiModel, path: string): HttpStage | undefined {
  const first = path.split("/")[1];
  return (
    api.stages.find(({ name }) => name === first) ??
    api.stages.find(({ name }) => name === "$default")
  );
}

function pathIn(stage: HttpStage, path: string): string {
  return path.slice(prefixOf(stage.name).length) || "/";
}

function prefixOf(stage: string): string {
  return stage === "$default" ? "" : `/${stage}`;
}

function sent(response: HttpResponse, ids: RequestIds): HttpResponse {
  const headers = response.headers.map(([name, value]) => [titleCase(name), value] as const);
  return { ...response, headers: [...headers, ["Apigw-Requestid", ids.extendedRequestId]] };
}
