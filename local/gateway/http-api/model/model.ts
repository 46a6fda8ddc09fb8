import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import { readIntegration, type HttpIntegration } from "../read/integration";
import { parseRouteKey, type RouteKey } from "./route-key";
import { coverageWarnings, readStages, stageWarnings, type HttpStage } from "../read/stages";

export type { HttpIntegration, HttpStage };

export interface HttpRoute {
  readonly address: string;
  readonly key: RouteKey;
  readonly integration: HttpIntegration;
}

export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAge: number | undefined;
}

/** An HTTP API as its stages serve it. */
export interface HttpApiModel {
  readonly address: string;
  readonly name: string;
  readonly id: string;
  readonly accountId: string;
  /** What the ARNs of its requests begin with. */
  readonly executionArn: string;
  readonly cors: CorsConfiguration | undefined;
  readonly routes: readonly HttpRoute[];
  readonly stages: readonly HttpStage[];
  readonly warnings: readonly string[];
}

/** @throws Error that names the address of what can't be served as AWS would */
export function readHttpApi(stack: ResolvedStack, api: ResolvedResource): HttpApiModel {
  const id = api.string("id") ?? "";
  const own = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  refuseUnserved(api);

  const integrations = new Map(
    own("aws_apigatewayv2_integration").map((found) => [found.string("id"), found]),
  );
  return {
    address: api.address,
    name: api.string("name") ?? "",
    id,
    accountId: stack.accountId,
    executionArn: api.string("execution_arn") ?? "",
    cors: corsOf(api),
    routes: own("aws_apigatewayv2_route").map((route) => readRoute(route, integrations)),
    stages: readStages(api, own),
    warnings: [...stageWarnings(api, own("aws_apigatewayv2_stage")), ...coverageWarnings(own)],
  };
}

function readRoute(
  route: ResolvedResource,
  integrations: ReadonlyMap<string | undefined, ResolvedResource>,
): HttpRoute {
  const authorization = route.string("authorization_type") ?? "NONE";
  // Never served open where AWS would ask who is calling.
  if (authorization !== "NONE") {
    refuse(route.address, "authorization_type", authorization, "Only NONE is served so far.");
  }
  const target = route.string("target") ?? "";
  const integration = integrations.get(target.replace(/^integrations\//, ""));
  if (!integration) {
    refuse(route.address, "target", target, "Name an integration of this API.");
  }
  return {
    address: route.address,
    key: parseRouteKey(route.address, route.string("route_key") ?? ""),
    integration: readIntegration(integration),
  };
}

function corsOf(api: Attributes): CorsConfiguration | undefined {
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
