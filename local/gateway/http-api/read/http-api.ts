import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { coverageWarnings, readStages, stageWarnings } from "../../common/api-v2/stages";
import { throttleWarnings } from "../../common/api-v2/throttles";
import { readAll, readEach } from "../../common/unservable/read-all";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import { servable } from "../../common/unservable/unservable";
import { targetOf } from "../integration/target";
import type {
  CorsConfiguration,
  HttpApi,
  HttpRoute,
  IntegratedRoute,
  UnservableRoute,
} from "../model/http-api";
import { parseRouteKey } from "../model/route-key";
import { issuerWarnings, readAuthorizer, type AuthorizersById } from "./authorizer";
import { readIntegration } from "./integration";
import { partsOf, type PartsOfApi } from "./parts";
import { quickCreateWarnings } from "./quick-create";

/** @throws UnservableError when the API as a whole can't be served as on AWS */
export function readHttpApi(stack: ResolvedStack, api: ResolvedResource): HttpApi {
  const parts = partsOf(stack, api);
  const resourcesOfApi = parts.all;
  const [routes, stages] = readAll(
    () => readDeclaredRoutes(resourcesOfApi),
    () => readStages(api, resourcesOfApi),
    () => refuseUnserved(api),
  );
  return {
    address: api.address,
    name: api.string("name") ?? "",
    id: api.string("id") ?? "",
    accountId: stack.accountId,
    executionArn: api.string("execution_arn") ?? "",
    isEndpointDisabled:
      (api.boolean("disable_execute_api_endpoint") ?? false) || parts.isEndpointDisabled,
    cors: readCors(api),
    routes: routes.map((route) => guarded(route, byId(resourcesOfApi(AUTHORIZER)))),
    stages,
    warnings: [
      ...stageWarnings(api, resourcesOfApi("aws_apigatewayv2_stage"), "404 Not Found"),
      ...throttleWarnings(resourcesOfApi("aws_apigatewayv2_stage")),
      ...coverageWarnings(parts.declared),
      ...issuerWarnings(resourcesOfApi(AUTHORIZER)),
      ...quickCreateWarnings(api),
      ...parts.warnings,
    ],
  };
}

/** A route as the stack declares it, whether or not AWS guards it. */
export interface DeclaredRoute {
  readonly resource: ResolvedResource;
  readonly route: IntegratedRoute | UnservableRoute;
}

/** @throws UnservableError for malformed route keys */
export function readDeclaredRoutes(resourcesOfApi: PartsOfApi): DeclaredRoute[] {
  const integrations = byId(resourcesOfApi("aws_apigatewayv2_integration"));
  const authorizers = byId(resourcesOfApi(AUTHORIZER));
  return readEach(resourcesOfApi("aws_apigatewayv2_route"), (resource) => ({
    resource,
    route: readRoute(resource, integrations, authorizers),
  }));
}

const AUTHORIZER = "aws_apigatewayv2_authorizer";

type ById = ReadonlyMap<string | undefined, ResolvedResource>;

function byId(resources: readonly ResolvedResource[]): ById {
  return new Map(resources.map((found) => [found.string("id"), found]));
}

function readRoute(
  route: ResolvedResource,
  integrations: ById,
  authorizers: ById,
): IntegratedRoute | UnservableRoute {
  const base = {
    address: route.address,
    key: parseRouteKey(route.address, route.string("route_key") ?? ""),
    access: servable(() => accessOf(route, authorizers)).value ?? "unknown",
  };
  const resources = [route];
  const integration = servable(
    () => {
      const target = integrationOf(route, integrations);
      resources.push(target);
      return readIntegration(target);
    },
    () => resources,
  );
  return integration.unservable === undefined
    ? { ...base, integration: integration.value }
    : { ...base, target: "-", unservable: integration.unservable };
}

/** Adds who may call; a route whose authorizer can't be read is unservable, and never open. */
function guarded(
  { resource, route }: DeclaredRoute,
  authorizers: AuthorizersById,
): HttpRoute | UnservableRoute {
  if (route.unservable !== undefined) {
    return route;
  }
  const { integration, ...base } = route;
  const read = servable(() => readAuthorizer(resource, authorizers));
  return read.unservable === undefined
    ? { ...route, authorizer: read.value }
    : { ...base, target: targetOf(integration), unservable: read.unservable };
}

function accessOf(route: ResolvedResource, authorizers: ById): string {
  const authorization = route.string("authorization_type") ?? "NONE";
  const authorizer = authorizers.get(route.string("authorizer_id"));
  const [jwt] = authorizer?.blocks("jwt_configuration") ?? [];
  switch (authorization) {
    case "NONE":
      return "public";
    case "AWS_IAM":
      return "IAM";
    case "JWT":
      return `JWT ${jwt?.string("issuer") ?? ""}${inBrackets(route.strings("authorization_scopes"))}`;
    default:
      return authorizer?.string("name") ?? authorization;
  }
}

function inBrackets(texts: readonly string[]): string {
  return texts.length === 0 ? "" : ` (${texts.join(", ")})`;
}

function integrationOf(route: ResolvedResource, integrations: ById): ResolvedResource {
  const target = route.string("target") ?? "";
  const integration = integrations.get(target.replace(/^integrations\//, ""));
  if (!integration) {
    refuse(
      route.address,
      "target",
      target,
      "Use integrations/ID, with an integration of this API.",
    );
  }
  return integration;
}

export function readCors(api: Attributes): CorsConfiguration | undefined {
  const [cors] = api.blocks("cors_configuration");
  return (
    cors && {
      allowOrigins: cors.strings("allow_origins"),
      allowMethods: cors.strings("allow_methods"),
      allowHeaders: cors.strings("allow_headers"),
      exposeHeaders: cors.strings("expose_headers"),
      allowCredentials: cors.boolean("allow_credentials") ?? false,
      maxAge: cors.number("max_age"),
    }
  );
}
