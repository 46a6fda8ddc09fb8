import type { ResolvedResource } from "../../terraform/resolved-stack";
import { noStage } from "../common/log/reasons";
import { serveRequest } from "../common/http/server";
import type { ApiGateway } from "../gateway";
import type { GatewayLog } from "../gateway-log";
import { internalServerError } from "./gateway-response/fixed-responses";
import { withoutStage } from "./without-stage";

/** Its definition isn't read: without a stage, no request reaches it, on AWS as here. */
export function apiWithoutStage(api: ResolvedResource, log: GatewayLog): ApiGateway {
  const { address } = api;
  const name = api.string("name") ?? "";
  return {
    address,
    name,
    stages: [],
    routes: [],
    warnings: [`${address}: it has no stage, so every request gets 403 Forbidden, as on AWS.`],
    handle: (request, response) =>
      serveRequest(request, response, {
        address,
        name,
        respond: (request, notes) => withoutStage(request, noStage("", []), notes),
        failed: internalServerError,
        log,
      }),
  };
}
