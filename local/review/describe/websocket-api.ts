import { servable } from "../../gateway/common/unservable/unservable";
import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform";
import { type Access, UNKNOWN_ACCESS } from "./access";
import { describeApiKeys } from "./api-keys";
import { describeStages, targetOfRoute, type PartsOfApi } from "./api-gateway-v2";
import type { ApiDescription, RouteDescription } from "./description";
import { hashOf } from "./hash";
import { httpAccess } from "./http-access";

type Readable = (text: string) => string;

const PUBLIC: Access = { authorization: { kind: "none" }, isApiKeyRequired: false, guards: [] };

/** What of a route and its integration decides what a connection or a message gets. */
const ROUTE_SETTINGS = ["api_key_required", "model_selection_expression", "request_models"];
const INTEGRATION_SETTINGS = [
  "connection_id",
  "content_handling_strategy",
  "credentials_arn",
  "integration_method",
  "integration_uri",
  "passthrough_behavior",
  "request_parameters",
  "template_selection_expression",
];

/** @throws UnservableError or StackError for an API that can't be read */
export function describeWebSocketApi(
  stack: ResolvedStack,
  api: ResolvedResource,
  readable: Readable,
): ApiDescription {
  const parts = (type: string) => ofApi(stack, api, type);
  const routes = parts("aws_apigatewayv2_route");
  const connect = routes.find((route) => route.string("route_key") === "$connect");
  // API Gateway guards connections only, and messages come by connections.
  const access = connect ? accessOf(parts, connect) : PUBLIC;
  return {
    address: api.address,
    kind: "WebSocket API",
    name: api.string("name") ?? "",
    isEndpointDisabled: api.boolean("disable_execute_api_endpoint") ?? false,
    endpointType: undefined,
    resourcePolicy: undefined,
    stages: describeStages(parts, readable),
    cors: undefined,
    binaryMediaTypes: [],
    apiKeySource: api.string("api_key_selection_expression"),
    gatewayResponses: new Map(),
    usagePlans: [],
    apiKeys: describeApiKeys(stack, api),
    routes: routes.map((route) => describeRoute(parts, { route, access }, readable)),
    models: new Map(),
  };
}

interface RouteOfApi {
  readonly route: ResolvedResource;
  readonly access: Access;
}

function accessOf(parts: PartsOfApi, connect: ResolvedResource): Access {
  return servable(() => httpAccess(parts, connect)).value ?? UNKNOWN_ACCESS;
}

function describeRoute(
  parts: PartsOfApi,
  { route, access }: RouteOfApi,
  readable: Readable,
): RouteDescription {
  const id = (route.string("target") ?? "").replace(/^integrations\//, "");
  const integration = parts("aws_apigatewayv2_integration").find((one) => one.string("id") === id);
  const responses = parts("aws_apigatewayv2_route_response").filter(
    (one) => one.string("route_id") === route.string("id"),
  );
  return {
    key: route.string("route_key") ?? "",
    target: targetOfRoute(parts, route),
    access,
    timeoutMilliseconds: integration?.number("timeout_milliseconds"),
    payloadFormat: undefined,
    integrationType: integration?.string("integration_type"),
    requiredParameters: [],
    bodySchemas: new Map(),
    responses: new Map(),
    selectionPatterns: new Map(),
    templates: templatesOf(integration, readable),
    settings: new Map([
      ["response to the client", hashOf(String(responses.length > 0))],
      ...settingsOf(route, ROUTE_SETTINGS, readable),
      ...settingsOf(integration, INTEGRATION_SETTINGS, readable),
    ]),
  };
}

function templatesOf(integration: Attributes | undefined, readable: Readable): Map<string, string> {
  const templates = Object.entries(integration?.map("request_templates") ?? {});
  return new Map(
    templates.map(([key, template]) => [`request ${key}`, hashOf(readable(template))] as const),
  );
}

function settingsOf(
  resource: Attributes | undefined,
  names: readonly string[],
  readable: Readable,
): (readonly [string, string])[] {
  return names.flatMap((name) => {
    const value = resource?.value(name);
    const isSet = value !== undefined && value !== null;
    return isSet ? [[name.replaceAll("_", " "), hashOf(readable(JSON.stringify(value)))]] : [];
  });
}

function ofApi(stack: ResolvedStack, api: ResolvedResource, type: string): ResolvedResource[] {
  return stack.ofType(type).filter((one) => one.string("api_id") === api.string("id"));
}
