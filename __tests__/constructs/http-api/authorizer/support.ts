import type { HttpApiProps, HttpRouteOptions } from "../../../../constructs";
import { HttpJwtAuthorizer, HttpLambdaIntegration } from "../../../../constructs";
import type { Synthesised } from "../../lambda/support";
import { synthApi } from "../support";

export const ISSUER = "https://issuer.example";

export function jwt(audience = "notes"): HttpJwtAuthorizer {
  return new HttpJwtAuthorizer(ISSUER, { audience: [audience] });
}

/** A stack whose API has these routes, each with its options. */
export function synthRoutes(
  routes: Readonly<Record<string, HttpRouteOptions>>,
  props?: HttpApiProps,
): Synthesised {
  return synthApi(({ api, fn }) => {
    for (const [routeKey, options] of Object.entries(routes)) {
      api.addRoute(routeKey, new HttpLambdaIntegration(fn), options);
    }
  }, props);
}

/** The route of a key. */
export function routeOf(json: Synthesised, routeKey: string): Record<string, unknown> {
  const routes = Object.values(json.resource.aws_apigatewayv2_route ?? {});
  const route = routes.find((one) => one.route_key === routeKey);
  if (route === undefined) {
    throw new Error(`no route ${routeKey}`);
  }
  return route;
}

/** A reference to the id of the one authorizer. */
export function authorizerReference(json: Synthesised): string {
  const [id] = Object.keys(json.resource.aws_apigatewayv2_authorizer ?? {});
  return `\${aws_apigatewayv2_authorizer.${id}.id}`;
}
