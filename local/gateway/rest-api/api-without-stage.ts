import type { ResolvedResource } from "../../terraform/resolved-stack";
import { noStage } from "../common/reasons";
import { serveRequest } from "../common/server";
import type { ApiGateway } from "../gateway";
import type { GatewayLog } from "../gateway-log";
import { internalServerError, stageNotFound } from "./gateway-response/fixed-responses";

/** Its definition isn't read: without a stage, no request reaches it, on AWS as here. */
export function apiWithoutStage(api: ResolvedResource, log: GatewayLog): ApiGateway {
  const { address } = api;
  return {
    address,
    name: api.string("name") ?? "",
    stages: [],
    warnings: [`${address}: it has no stage, so that it answers 403 Forbidden, as on AWS.`],
    handle: (request, response) =>
      serveRequest(request, response, {
        address,
        respond: () => stageNotFound(noStage("", [])),
        failed: internalServerError,
        log,
      }),
  };
}
