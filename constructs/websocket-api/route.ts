import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2RouteResponse } from "@cdktf/provider-aws/lib/apigatewayv2-route-response";
import type { Construct } from "constructs";
import type { ApiAuthorizers } from "../api-gateway-v2/api-authorizers";
import type { ApiIntegrations } from "../api-gateway-v2/api-integrations";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { checkKind, checkProps, object, required } from "../core/props";
import { refuse } from "../core/refusal";
import { checkPublic } from "../core/required-authorizer";
import type { WebSocketIntegrationConfig } from "./integration";
import { validationAttributes } from "./model/request-models";
import { ROUTE_KINDS } from "./prop-kinds";
import type { WebSocketRouteOptions } from "./websocket-api-props";

/** The API of a route, with what its routes share. */
export interface RoutedApi {
  readonly api: Construct & { readonly apiId: string };
  readonly integrations: ApiIntegrations<WebSocketIntegrationConfig>;
  readonly authorizers: ApiAuthorizers;
}

/** Refuses options that AWS would refuse, or that would have no effect on the route. */
export function checkRoute(api: Construct, routeKey: string, options: WebSocketRouteOptions): void {
  const named = (option: string) => `${option} of ${routeKey}`;
  checkKind(api, named("options"), options, required(object));
  refuseIntegration(api, routeKey, options);
  checkProps(api, options, ROUTE_KINDS, named);
  checkLength(api, named("operationName"), options.operationName, { min: 1, max: 64 });
  checkMessages(api, routeKey, options);
  if (routeKey !== "$connect") {
    checkConnected(api, routeKey, options);
  } else if (options.authorizer === undefined) {
    checkPublic(api, routeKey, "Set the authorizer of connectRouteOptions.");
  }
}

/** The route, and its response if it has one. */
export function createRoute(
  { api, integrations, authorizers }: RoutedApi,
  routeKey: string,
  options: WebSocketRouteOptions,
): Apigatewayv2Route {
  const { integration, authorizer, returnResponse = false } = options;
  const id = `Route-${encodeURIComponent(routeKey)}`;
  const route = new Apigatewayv2Route(api, id, {
    apiId: api.apiId,
    routeKey,
    target: integrations.targetFor(integration),
    operationName: escaped(options.operationName),
    apiKeyRequired: options.apiKeyRequired,
    routeResponseSelectionExpression: returnResponse ? "$default" : undefined,
    ...(authorizer && authorizers.bound(authorizer)),
    ...validationAttributes(api, routeKey, options),
  });
  if (returnResponse) {
    // Only this resource makes a route two-way; the route's expression alone has no effect.
    new Apigatewayv2RouteResponse(api, `${id}-Response`, {
      apiId: api.apiId,
      routeId: route.id,
      routeResponseKey: "$default",
    });
  }
  return route;
}

/** The second argument of an HTTP API's addRoute() is the integration. */
function refuseIntegration(api: Construct, routeKey: string, options: object): void {
  if (!("apiType" in options)) {
    return;
  }
  refuse(api, {
    what: `options of ${routeKey}`,
    value: options,
    allowed: "an object with the integration and other options",
    fix: `Write addRoute(${JSON.stringify(routeKey)}, { integration }).`,
  });
}

/** Refuses on routes of connected clients what is for new connections. */
function checkConnected(
  api: Construct,
  routeKey: string,
  { authorizer, apiKeyRequired }: WebSocketRouteOptions,
): void {
  for (const [option, value] of Object.entries({ authorizer, apiKeyRequired })) {
    if (value === undefined || value === false) {
      continue;
    }
    refuse(api, {
      what: `${option} of ${routeKey}`,
      value,
      allowed: "only on $connect, because a client is authorized when it connects",
      fix: "Set it in connectRouteOptions.",
    });
  }
}

/** Connections that begin or end have no message to validate. */
function checkMessages(
  api: Construct,
  routeKey: string,
  { requestModels }: WebSocketRouteOptions,
): void {
  if (requestModels === undefined || !["$connect", "$disconnect"].includes(routeKey)) {
    return;
  }
  refuse(api, {
    what: `requestModels of ${routeKey}`,
    value: Object.keys(requestModels),
    allowed: "only on routes of messages",
    fix: "Leave it out; the authorizer or the function can check the connection.",
  });
}
