import type { ResolvedResource } from "../../terraform/resolved-stack";
import type { ApiGateway } from "../gateway";
import type { GatewayLog } from "../gateway-log";
import { serveRequest } from "./server";
import { notServed, servable } from "./unservable";

/** The gateway of an API, or, where the API can't be read, one that responds 501 to everything. */
export function gatewayOrUnservable(
  api: ResolvedResource,
  log: GatewayLog,
  create: () => ApiGateway,
): ApiGateway {
  const created = servable(create);
  return created.unservable === undefined
    ? created.value
    : unservableApi(api, created.unservable, log);
}

/** Responds 501 to everything, because the API can't be read. */
export function unservableApi(api: ResolvedResource, reason: string, log: GatewayLog): ApiGateway {
  const { address } = api;
  const read = servable(() => api.string("name"));
  const name = (read.unservable === undefined && read.value) || api.name;
  return {
    address,
    name,
    stages: [],
    routes: [],
    unservable: reason,
    warnings: [],
    handle: (request, response) =>
      serveRequest(request, response, {
        address,
        name,
        respond: () => notServed(reason),
        failed: notServed,
        log,
      }),
  };
}
