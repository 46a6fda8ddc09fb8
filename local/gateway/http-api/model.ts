import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { refuse } from "../common/definition-error";
import { functionOf } from "../common/function-uri";
import { parseRouteKey, RouteKey } from "./route-key";

export type HttpIntegration =
  | {
      readonly kind: "lambda";
      readonly functionRef: string;
      readonly payloadFormat: "1.0" | "2.0";
      readonly timeoutMilliseconds: number;
    }
  | {
      readonly kind: "http";
      readonly url: string;
      readonly method: string;
      readonly timeoutMilliseconds: number;
    };

export interface HttpRoute {
  readonly address: string;
  readonly key: RouteKey;
  readonly integration: HttpIntegration;
}

export interface HttpStage {
  readonly address: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
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
  readonly cors: CorsConfiguration | undefined;
  readonly routes: readonly HttpRoute[];
  readonly stages: readonly HttpStage[];
  readonly warnings: readonly string[];
}

const MAX_TIMEOUT = 30_000;

/** @throws Error that names the address of what can't be served as AWS would */
export function readHttpApi(stack: ResolvedStack, api: ResolvedResource): HttpApiModel {
  const id = api.string("id") ?? "";
  const own = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  refuseSet(api, ["body", "target", "route_key"]);

  const integrations = new Map(
    own("aws_apigatewayv2_integration").map((found) => [found.string("id"), found]),
  );
  return {
    address: api.address,
    name: api.string("name") ?? "",
    id,
    accountId: stack.accountId,
    cors: corsOf(api),
    routes: own("aws_apigatewayv2_route").map((route) => readRoute(route, integrations)),
    stages: own("aws_apigatewayv2_stage").map((stage) => ({
      address: stage.address,
      name: stage.string("name") ?? "",
      variables: stage.map("stage_variables"),
    })),
    warnings: api.boolean("disable_execute_api_endpoint")
      ? [`${api.address}: disable_execute_api_endpoint has no effect here; the API is served.`]
      : [],
  };
}

function readRoute(
  route: ResolvedResource,
  integrations: ReadonlyMap<string | undefined, ResolvedResource>,
): HttpRoute {
  const authorization = route.string("authorization_type") ?? "NONE";
  // Never served open where AWS would ask who is calling.
  if (authorization !== "NONE")
    refuse(route.address, "authorization_type", authorization, "Only NONE is served so far.");
  const target = route.string("target") ?? "";
  const integration = integrations.get(target.replace(/^integrations\//, ""));
  if (!integration) refuse(route.address, "target", target, "Name an integration of this API.");
  return {
    address: route.address,
    key: parseRouteKey(route.address, route.string("route_key") ?? ""),
    integration: readIntegration(integration),
  };
}

function readIntegration(integration: ResolvedResource): HttpIntegration {
  refuseSet(integration, ["integration_subtype", "request_parameters", "response_parameters"]);
  refuseSet(integration, ["connection_id", "tls_config"]);
  const timeoutMilliseconds = integration.number("timeout_milliseconds") ?? MAX_TIMEOUT;
  const uri = integration.string("integration_uri") ?? "";
  const type = integration.string("integration_type") ?? "";
  if (type === "HTTP_PROXY") {
    const method = integration.string("integration_method") ?? "ANY";
    return { kind: "http", url: uri, method, timeoutMilliseconds };
  }
  if (type !== "AWS_PROXY")
    refuse(integration.address, "integration_type", type, "Use AWS_PROXY or HTTP_PROXY.");
  const version = integration.string("payload_format_version") ?? "1.0";
  if (version !== "1.0" && version !== "2.0")
    refuse(integration.address, "payload_format_version", version, "Use 1.0 or 2.0.");
  const functionRef = uri.startsWith("arn:aws:lambda:") ? uri : functionOf(uri);
  return { kind: "lambda", functionRef, payloadFormat: version, timeoutMilliseconds };
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

/** Attributes that would change an answer, and that this runner doesn't serve. */
function refuseSet(resource: ResolvedResource, names: readonly string[]): void {
  const set = new Set(resource.names());
  for (const name of names.filter((candidate) => set.has(candidate)))
    refuse(
      resource.address,
      name,
      JSON.stringify(resource.value(name)),
      "The local runner doesn't serve it so far.",
    );
}
