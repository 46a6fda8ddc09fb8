import { servable } from "../../gateway/common/unservable/unservable";
import { targetOf } from "../../gateway/http-api/integration/target";
import type { IntegratedRoute, RouteIntegration } from "../../gateway/http-api/model/http-api";
import {
  readCors,
  readDeclaredRoutes,
  type DeclaredRoute,
} from "../../gateway/http-api/read/http-api";
import { partsOf } from "../../gateway/http-api/read/parts";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import { UNKNOWN_ACCESS } from "./access";
import { describeStages, targetOfRoute, type PartsOfApi } from "./api-gateway-v2";
import type { ApiDescription, RouteDescription } from "./description";
import { hashOf } from "./hash";
import { httpAccess } from "./http-access";

type Readable = (text: string) => string;

/** @throws UnservableError or StackError for an API that can't be read */
export function describeHttpApi(
  stack: ResolvedStack,
  api: ResolvedResource,
  readable: Readable,
): ApiDescription {
  const { all: parts, isEndpointDisabled } = partsOf(stack, api);
  return {
    address: api.address,
    kind: "HTTP API",
    name: api.string("name") ?? "",
    isEndpointDisabled:
      (api.boolean("disable_execute_api_endpoint") ?? false) || isEndpointDisabled,
    endpointType: undefined,
    resourcePolicy: undefined,
    stages: describeStages(parts, readable),
    cors: readCors(api),
    binaryMediaTypes: [],
    apiKeySource: undefined,
    gatewayResponses: new Map(),
    usagePlans: [],
    apiKeys: [],
    routes: readDeclaredRoutes(parts).map((declared) => describeRoute(parts, declared, readable)),
    models: new Map(),
  };
}

function describeRoute(
  parts: PartsOfApi,
  { resource, route }: DeclaredRoute,
  readable: Readable,
): RouteDescription {
  const integration = route.unservable === undefined ? describeIntegration(route, readable) : {};
  return {
    key: route.key.text,
    target: targetOfRoute(parts, resource),
    access: servable(() => httpAccess(parts, resource)).value ?? UNKNOWN_ACCESS,
    timeoutMilliseconds: undefined,
    payloadFormat: undefined,
    integrationType: undefined,
    requiredParameters: [],
    bodySchemas: new Map(),
    responses: new Map(),
    selectionPatterns: new Map(),
    templates: new Map(),
    settings: new Map(),
    ...integration,
  };
}

function describeIntegration(
  { integration }: IntegratedRoute,
  readable: Readable,
): Partial<RouteDescription> {
  return {
    target: targetOf(integration),
    timeoutMilliseconds: integration.timeoutMilliseconds,
    integrationType: integration.kind === "http" ? "HTTP_PROXY" : "AWS_PROXY",
    payloadFormat: integration.kind === "lambda" ? integration.payloadFormat : undefined,
    settings: new Map(
      Object.entries(settingsOf(integration))
        .filter(([, value]) => value !== undefined && value !== "[]")
        .map(([name, value = ""]) => [name, hashOf(readable(value))] as const),
    ),
  };
}

function settingsOf(integration: RouteIntegration): Record<string, string | undefined> {
  return {
    "request parameters": JSON.stringify(integration.requestChanges),
    "response parameters": JSON.stringify([...integration.responseChanges]),
    ...ownSettingsOf(integration),
  };
}

function ownSettingsOf(integration: RouteIntegration): Record<string, string | undefined> {
  switch (integration.kind) {
    case "lambda":
      return { credentials: integration.credentials };
    case "http":
      return { url: integration.uri, method: integration.method };
    case "service": {
      const { credentials, parameters } = integration;
      return { credentials, parameters: JSON.stringify([...parameters]) };
    }
  }
}
