import type { IncomingMessage, ServerResponse } from "node:http";
import type { LambdaService } from "../../lambda/lambda-service";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { newRequestIds, type RequestIds } from "../common/ids";
import { serveRequest, type Oversize, type Serving } from "../common/server";
import type { ApiGateway, ServedStage } from "../gateway";
import { pathInStage, stagePath } from "./call";
import { isPreflight, preflightResponse, withCors } from "./cors";
import { integrate } from "./integrate";
import type { HttpApiModel, HttpRoute, HttpStage } from "./model";
import { INTERNAL_SERVER_ERROR, NOT_FOUND, OVERSIZE } from "./own-responses";
import { RouteTable } from "./route-table";
import { titleCase } from "./title-case";

type Answer = HttpResponse | Promise<HttpResponse>;

const TRACE = "x-amzn-trace-id";

/** One HTTP API: from a request to its stage, its route, and its integration's answer. */
export class HttpApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly ServedStage[];
  readonly warnings: readonly string[];
  private readonly routes: RouteTable<HttpRoute>;
  private readonly serving: Serving;

  constructor(
    private readonly api: HttpApiModel,
    private readonly lambda: LambdaService,
  ) {
    this.address = api.address;
    this.name = api.name;
    this.warnings = api.warnings;
    this.stages = api.stages.map((stage) => ({ address: stage.address, path: stagePath(stage) }));
    this.routes = new RouteTable(api.routes);
    this.serving = {
      address: api.address,
      answer: (read) => this.identified(read),
      failed: INTERNAL_SERVER_ERROR,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.serving);
  }

  private async identified(read: HttpRequest | Oversize): Promise<HttpResponse> {
    const sentTrace = typeof read === "object" ? headerValue(read.headers, TRACE) : undefined;
    const ids = newRequestIds(sentTrace);
    const { status, headers, body } =
      typeof read === "object" ? await this.answer(read, ids) : OVERSIZE[read];
    const named = headers.map(([name, value]) => [titleCase(name), value] as const);
    named.push(["Apigw-Requestid", ids.extendedRequestId]);
    return { status, headers: named, body };
  }

  private answer(request: HttpRequest, ids: RequestIds): Answer {
    const stage = stageOf(this.api, request.path);
    if (!stage?.isDeployed) return NOT_FOUND;
    const { cors } = this.api;
    if (!cors) return this.routed(request, stage, ids);
    if (isPreflight(request) && !this.hasOptionsRoute(request, stage))
      return preflightResponse(cors, request);
    const answer = Promise.resolve(this.routed(request, stage, ids));
    return answer.then((response) => withCors(cors, request, response));
  }

  /** A route of its own for OPTIONS answers preflights instead of the gateway. */
  private hasOptionsRoute({ path }: HttpRequest, stage: HttpStage): boolean {
    const key = this.routes.find("OPTIONS", pathInStage(stage, path))?.route.key;
    return key?.kind === "path" && key.method === "OPTIONS";
  }

  private routed(request: HttpRequest, stage: HttpStage, ids: RequestIds): Answer {
    const match = this.routes.find(request.method, pathInStage(stage, request.path));
    if (!match) return NOT_FOUND;
    const { route, parameters } = match;
    const { api } = this;
    const call = { api, stage, route, parameters, request, ids, receivedAt: new Date() };
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
