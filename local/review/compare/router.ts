import { parseRouteKey } from "../../gateway/http-api/model/route-key";
import { RouteTable } from "../../gateway/http-api/route-table";
import { Routes } from "../../gateway/rest-api/method-request/routes";
import type { ApiDescription, RouteDescription } from "../describe";
import type { ExampleRequest } from "./examples";

/** The route that gets a request, as the runner's own gateways choose it. */
export type Router = (request: ExampleRequest) => RouteDescription | undefined;

/** The routes of a WebSocket API that `$default` doesn't stand in for. */
function isOfConnection(key: string): boolean {
  return key === "$connect" || key === "$disconnect";
}

export function routerOf({ address, kind, routes }: ApiDescription): Router {
  if (kind === "REST API") {
    const methods = routes.map((route) => {
      const [httpMethod = "", path = ""] = route.key.split(" ");
      return { httpMethod, resource: { path }, route };
    });
    const table = new Routes(methods);
    return ({ method, path }) => table.match(method, path)?.method.route;
  }
  if (kind === "WebSocket API") {
    const found = (path: string) => routes.find(({ key }) => key === path);
    return ({ path }) => found(path) ?? (isOfConnection(path) ? undefined : found("$default"));
  }
  const table = new RouteTable(
    routes.map((route) => ({ key: parseRouteKey(address, route.key), route })),
  );
  return ({ method, path }) => table.find(method, path)?.route.route;
}
