import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiGateway, ListedRoute, StageEndpoint } from "../gateway";
import type { ServedApi } from "./model/served-api";
import { internalServerError, OVERSIZE_RESPONSES } from "./gateway-response/fixed-responses";
import { missingBackend } from "./integration/missing-backend";
import { methodTarget } from "./model/integration-target";
import type { Method, UnservableMethod } from "./model/rest-api";
import { createPipeline, type PipelineServices } from "./pipeline";
import { serveMethods } from "./served-methods";
import { ownResponse } from "../trace/own-response";
import type { DomainMapping } from "../common/http/domain-mapping";
import { lambdaAuthorizer } from "../common/integration/target";
import { serveRequest, type RequestHandler } from "../common/http/server";

/** One REST API: the edge between sockets and its pipeline. */
export class RestApiGateway implements ApiGateway {
  readonly address: string;
  readonly name: string;
  readonly stages: readonly StageEndpoint[];
  readonly routes: readonly ListedRoute[];
  readonly warnings: readonly string[];
  private readonly handler: RequestHandler;

  constructor(served: ServedApi, services: PipelineServices) {
    this.address = served.api.address;
    this.name = served.api.name;
    this.warnings = [...served.warnings, ...withoutIdentity(served, services)];
    this.stages = [...served.stages.values()].map(({ stage }) => ({
      address: stage.address,
      path: `/${stage.name}`,
    }));
    const methods = serveMethods(served, services);
    this.routes = [...methods].map(([method, { unservable }]) =>
      listed(method, unservable ?? missingFor(method, services), services),
    );
    const pipeline = createPipeline(served, methods, services);
    this.handler = {
      address: this.address,
      name: this.name,
      respond: (read, notes) =>
        typeof read === "object"
          ? pipeline(read, notes)
          : ownResponse(OVERSIZE_RESPONSES[read], notes?.steps),
      failed: internalServerError,
      log: services.log,
      sourceIp: services.sourceIp,
    };
  }

  handle(
    request: IncomingMessage,
    response: ServerResponse,
    mapping?: DomainMapping,
  ): Promise<void> {
    return serveRequest(request, response, this.handler, mapping);
  }
}

/** Warns about stages whose client certificate can't be presented: only AWS has its private key. */
function withoutIdentity(
  { api, stages }: ServedApi,
  { clientIdentity }: PipelineServices,
): string[] {
  const callsBackends = api.methods.some(
    (method) =>
      method.unservable === undefined && method.integration.type.toUpperCase().startsWith("HTTP"),
  );
  if (clientIdentity || !callsBackends) {
    return [];
  }
  return [...stages.values()]
    .filter(({ stage }) => stage.hasClientCertificate)
    .map(
      ({ stage }) =>
        `${stage.address}: HTTP integrations receive no client certificate locally, because only AWS has its private key. Pass your own with --client-cert FILE.`,
    );
}

function missingFor(
  method: Method | UnservableMethod,
  services: PipelineServices,
): string | undefined {
  return method.unservable === undefined
    ? missingBackend(method.integration, services)
    : method.unservable;
}

function listed(
  method: Method | UnservableMethod,
  unservable: string | undefined,
  services: PipelineServices,
): ListedRoute {
  const { httpMethod, resource, apiKeyRequired } = method;
  const access = [authorizationOf(method, services), apiKeyRequired ? "API key" : undefined];
  return {
    method: httpMethod,
    path: resource.path,
    target: methodTarget(method),
    access: access.filter((one) => one !== undefined).join(", ") || "public",
    unservable,
  };
}

/** Undefined for a method that needs none. */
function authorizationOf(
  method: Method | UnservableMethod,
  services: PipelineServices,
): string | undefined {
  const { authorization, authorizer, unservable } = method;
  switch (authorization.toUpperCase()) {
    case "NONE":
      return undefined;
    case "AWS_IAM":
      return "IAM";
    default:
      return unservable === undefined && method.guard.type === "CUSTOM"
        ? lambdaAuthorizer(method.guard.authorizer.uri, services)
        : (authorizer ?? authorization);
  }
}
