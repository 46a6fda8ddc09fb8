import type { IncomingMessage, ServerResponse } from "node:http";
import type { InvokeCheck, InvokePermissions } from "../common/invoke-permissions";
import { headerValue, type HttpRequest, type HttpResponse } from "../common/http-message";
import { newRequestIds, type RequestIds } from "../common/ids";
import type { Oversize } from "../common/oversize";
import { noRoute, noStage } from "../common/reasons";
import { serveRequest, type Serving } from "../common/server";
import type { ApiGateway, StageEndpoint } from "../gateway";
import type { GatewayServices } from "../services";
import { pathInStage, stagePath } from "./call/call";
import { isPreflight, preflightResponse, withCors } from "./cors";
import { integrate } from "./integration/integrate";
import type { HttpApiModel, HttpRoute, HttpStage } from "./model/model";
import { internalServerError, notFound, oversize } from "./own-responses";
import { RouteTable } from "./route-table";
import { titleCase } from "./title-case";

type Answer = HttpResponse | Promise<HttpResponse>;

const TRACE = "x-amzn-trace-id";

/** One HTTP API: from a request to its stage, its route, and its integration's answer. */
export class HttpApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly warnings: readonly string[];
  private readonly routes: RouteTable<HttpRoute>;
  /** Of the routes whose integration is a function. */
  private readonly denials: ReadonlyMap<HttpRoute, InvokeCheck>;
  private readonly serving: Serving;

  constructor(
    private readonly api: HttpApiModel,
    private readonly services: GatewayServices,
  ) {
    this.address = api.address;
    this.name = api.name;
    this.warnings = api.warnings;
    this.stages = api.stages.map((stage) => ({ address: stage.address, path: stagePath(stage) }));
    this.routes = new RouteTable(api.routes);
    this.denials = invokeChecks(api, services.permissions);
    this.serving = {
      address: api.address,
      answer: (read) => this.identified(read),
      failed: internalServerError,
      log: services.log,
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return serveRequest(request, response, this.serving);
  }

  private async identified(read: HttpRequest | Oversize): Promise<HttpResponse> {
    const sentTrace = typeof read === "object" ? headerValue(read.headers, TRACE) : undefined;
    const ids = newRequestIds(sentTrace);
    const { status, headers, body, reason } =
      typeof read === "object" ? await this.answer(read, ids) : oversize(read);
    const named = headers.map(([name, value]) => [titleCase(name), value] as const);
    named.push(["Apigw-Requestid", ids.extendedRequestId]);
    return { status, headers: named, body, reason };
  }

  private answer(request: HttpRequest, ids: RequestIds): Answer {
    const stage = stageOf(this.api, request.path);
    if (!stage) {
      return notFound(this.whyNoStage(request.path));
    }
    if (!stage.isDeployed) {
      return notFound(`${stage.address} has no deployment`);
    }
    const { cors } = this.api;
    if (!cors) {
      return this.routed(request, stage, ids);
    }
    if (isPreflight(request) && !this.hasOptionsRoute(request, stage)) {
      return preflightResponse(cors, request);
    }
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
    if (!match) {
      return notFound(this.whyNoRoute(request.method, pathInStage(stage, request.path)));
    }
    const { route, parameters } = match;
    const { api } = this;
    const call = { api, stage, route, parameters, request, ids, receivedAt: new Date() };
    return integrate(call, this.services.lambda, this.denials.get(route));
  }

  private whyNoStage(path: string): string {
    return noStage(
      firstSegment(path),
      this.api.stages.map(({ name }) => name),
    );
  }

  private whyNoRoute(method: string, path: string): string {
    const keys = this.api.routes.map(({ key }) => key.text);
    return noRoute({ method, path }, this.routes.methodsOn(path), keys);
  }
}

function invokeChecks(
  api: HttpApiModel,
  permissions: InvokePermissions,
): ReadonlyMap<HttpRoute, InvokeCheck> {
  const checks = new Map<HttpRoute, InvokeCheck>();
  for (const route of api.routes) {
    const { key, integration } = route;
    if (integration.kind !== "lambda") {
      continue;
    }
    const { address, uri, credentials } = integration;
    const [method, path] = key.kind === "path" ? [key.method, key.path] : [undefined, ""];
    const invoking = { api, address, method, path, uri, credentials };
    checks.set(route, permissions.checkFor(invoking, api.stages));
  }
  return checks;
}

/** The stage that the path's first segment names, else `$default`. */
function stageOf(api: HttpApiModel, path: string): HttpStage | undefined {
  const first = firstSegment(path);
  return (
    api.stages.find(({ name }) => name === first) ??
    api.stages.find(({ name }) => name === "$default")
  );
}

function firstSegment(path: string): string {
  return path.split("/")[1] ?? "";
}
