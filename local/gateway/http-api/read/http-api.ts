import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { CorsConfiguration, HttpApi, HttpRoute } from "../model/http-api";
import { parseRouteKey } from "../model/route-key";
import { readIntegration } from "./integration";
import { coverageWarnings, readStages, stageWarnings } from "./stages";

/** @throws Error that names the address of what can't be served as on AWS */
export function readHttpApi(stack: ResolvedStack, api: ResolvedResource): HttpApi {
  const id = api.string("id") ?? "";
  const resourcesOfApi = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  refuseUnserved(api);

  const integrations = new Map(
    resourcesOfApi("aws_apigatewayv2_integration").map((found) => [found.string("id"), found]),
  );
  return {
    address: api.address,
    name: api.string("name") ?? "",
    id,
    accountId: stack.accountId,
    executionArn: api.string("execution_arn") ?? "",
    cors: readCors(api),
    routes: resourcesOfApi("aws_apigatewayv2_route").map((route) => readRoute(route, integrations)),
    stages: readStages(api, resourcesOfApi),
    warnings: [
      ...stageWarnings(api, resourcesOfApi("aws_apigatewayv2_stage")),
      ...coverageWarnings(resourcesOfApi),
    ],
  };
}

function readRoute(
  route: ResolvedResource,
  integrations: ReadonlyMap<string | undefined, ResolvedResource>,
): HttpRoute {
  const authorization = route.string("authorization_type") ?? "NONE";
  // A route that AWS guards is never served open.
  if (authorization !== "NONE") {
    refuse(
      route.address,
      "authorization_type",
      authorization,
      "The local runner serves only routes whose authorization_type is NONE.",
    );
  }
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
  return {
    address: route.address,
    key: parseRouteKey(route.address, route.string("route_key") ?? ""),
    integration: readIntegration(integration),
  };
}

function readCors(api: Attributes): CorsConfiguration | undefined {
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
