import type { ListedRoute, StageEndpoint } from "../gateway/gateway";
import type { ApiPort } from "./api-port";

/** A stage and the URL that invokes it. */
export interface Endpoint {
  readonly api: string;
  /** Terraform address of the API. */
  readonly apiAddress: string;
  readonly stage: StageEndpoint;
  readonly url: string;
}

/** An API and its routes, for the table at start. */
export interface ServedApi {
  readonly name: string;
  readonly address: string;
  /** URL of its port. */
  readonly url: string;
  /** False: every request gets 501. */
  readonly isServed: boolean;
  readonly routes: readonly ServedRoute[];
}

export interface ServedRoute extends ListedRoute {
  /** False: its requests get 501. */
  readonly isServed: boolean;
}

export function endpointsOf(ports: Iterable<ApiPort>): Endpoint[] {
  return [...ports].flatMap(({ served, url }) =>
    (served?.stages ?? []).map((stage) => ({
      api: served?.name ?? "",
      apiAddress: served?.address ?? "",
      stage,
      url: `${stage.scheme === "ws" ? webSocketUrl(url) : url}${stage.path}`,
    })),
  );
}

/** The APIs in the order of their ports. */
export function apisOf(
  ports: Iterable<ApiPort>,
  isUnservable: (target: ListedRoute["target"]) => boolean,
): ServedApi[] {
  return [...ports].flatMap(({ served, url }) => {
    if (!served) {
      return [];
    }
    const { name, address, unservable } = served;
    const routes = served.routes.map((route) => ({
      ...route,
      isServed: route.unservable === undefined && !isUnservable(route.target),
    }));
    return [{ name, address, url, isServed: unservable === undefined, routes }];
  });
}

function webSocketUrl(url: string): string {
  return url.replace(/^http/, "ws");
}
