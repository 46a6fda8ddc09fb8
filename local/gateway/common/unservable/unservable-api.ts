import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import type { ApiGateway } from "../../gateway";
import type { GatewayLog } from "../../gateway-log";
import { ownResponse } from "../../trace/own-response";
import { serveRequest } from "../http/server";
import { notServed, servable } from "./unservable";

/** An API as its stack declares it. */
interface DeclaredApi {
  readonly stack: ResolvedStack;
  readonly api: ResolvedResource;
  /** The attribute by which the parts of an API name it: `api_id`. */
  readonly idAttribute: string;
}

/** The gateway of an API, or, where the API can't be read, one that responds 501 to everything. */
export function gatewayOrUnservable(
  { stack, api, idAttribute }: DeclaredApi,
  log: GatewayLog,
  create: () => ApiGateway,
): ApiGateway {
  const parts = () => stack.all().filter((part) => mayNameApi(part, idAttribute, api));
  const created = servable(create, () => [api, ...parts()]);
  return created.unservable === undefined
    ? created.value
    : unservableApi(api, created.unservable, log);
}

/** Also true for a part whose API can't be resolved. */
function mayNameApi(part: ResolvedResource, idAttribute: string, api: ResolvedResource): boolean {
  if (!part.names().includes(idAttribute)) {
    return false;
  }
  const named = servable(() => part.string(idAttribute) === api.string("id"));
  return named.value ?? true;
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
        respond: (_, notes) => ownResponse(notServed(reason), notes?.steps),
        failed: notServed,
        log,
      }),
  };
}
