import type { ResolvedResource } from "../../../terraform/resolved-stack";
import type { Models } from "../../common/models/models";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import { servable } from "../../common/unservable/unservable";
import { targetOf } from "../integration/target";
import { CONNECT, type UnservableRoute, type WebSocketRoute } from "../model/web-socket-api";
import { accessOf, readAuthorizer } from "./authorizer";
import { readIntegration } from "./integration";
import { readModels, readValidation } from "./validation";

type ResourcesOfApi = (type: string) => ResolvedResource[];
export type ById = ReadonlyMap<string | undefined, ResolvedResource>;

/** The routes of an API; one that can't be read responds 501, and is never open. */
export function readRoutes(resourcesOfApi: ResourcesOfApi): (WebSocketRoute | UnservableRoute)[] {
  const integrations = byId(resourcesOfApi("aws_apigatewayv2_integration"));
  const authorizers = byId(resourcesOfApi("aws_apigatewayv2_authorizer"));
  const responses = resourcesOfApi("aws_apigatewayv2_route_response");
  const integrationResponses = resourcesOfApi("aws_apigatewayv2_integration_response");
  const models = readModels(resourcesOfApi("aws_apigatewayv2_model"));
  const parts = { integrations, integrationResponses, authorizers, responses, models };
  return resourcesOfApi("aws_apigatewayv2_route").map((route) => readRoute(route, parts));
}

function byId(resources: readonly ResolvedResource[]): ById {
  return new Map(resources.map((found) => [found.string("id"), found]));
}

interface PartsOfApi {
  readonly integrations: ById;
  readonly integrationResponses: readonly ResolvedResource[];
  readonly authorizers: ById;
  readonly responses: readonly ResolvedResource[];
  readonly models: () => Models;
}

function readRoute(
  route: ResolvedResource,
  { integrations, integrationResponses, authorizers, responses, models }: PartsOfApi,
): WebSocketRoute | UnservableRoute {
  const key = route.string("route_key") ?? "";
  const access = () => (key === CONNECT ? accessOf(route, authorizers) : "");
  const base = { address: route.address, key, access: servable(access).value ?? "unknown" };
  const resources = [route];
  const integration = servable(
    () => {
      const resource = integrationOf(route, integrations);
      resources.push(resource);
      refuseUnserved(route);
      return readIntegration(resource, integrationResponses);
    },
    () => resources,
  );
  if (integration.unservable !== undefined) {
    return { ...base, target: "-", unservable: integration.unservable };
  }
  const guarded = servable(() => ({
    authorizer: readAuthorizer(route, authorizers),
    isApiKeyRequired: route.boolean("api_key_required") ?? false,
    isTwoWay: hasResponse(route, responses),
    validation: readValidation(route, models),
  }));
  return guarded.unservable === undefined
    ? { ...base, integration: integration.value, ...guarded.value }
    : { ...base, target: targetOf(integration.value), unservable: guarded.unservable };
}

function integrationOf(route: ResolvedResource, integrations: ById): ResolvedResource {
  const target = route.string("target") ?? "";
  const integration = integrations.get(target.replace(/^integrations\//, ""));
  if (!integration) {
    const rule = "Use integrations/ID, with an integration of this API.";
    refuse(route.address, "target", target, rule);
  }
  return integration;
}

/** The route response alone makes a route two-way: its selection expression has no effect. */
function hasResponse(route: ResolvedResource, responses: readonly ResolvedResource[]): boolean {
  const id = route.string("id");
  return responses.some((response) => response.string("route_id") === id);
}
