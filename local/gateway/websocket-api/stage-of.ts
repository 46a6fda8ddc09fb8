import type { HttpRequest } from "../common/http/http-message";
import { ENDPOINT_DISABLED, noStage } from "../common/log/reasons";
import type { Stage } from "../common/api-v2/stage";
import type { WebSocketApi } from "./model/web-socket-api";

/** The deployed stage that the first segment of the path names, or the mapping of the domain. */
export function findStage(api: WebSocketApi, request: HttpRequest): Stage | undefined {
  const isReachable = request.domain !== undefined || !api.isEndpointDisabled;
  const stage = isReachable ? namedStage(api, stageNameOf(request)) : undefined;
  return stage?.isDeployed ? stage : undefined;
}

export function namedStage({ stages }: WebSocketApi, wanted: string): Stage | undefined {
  return stages.find(({ name }) => name === wanted);
}

/** The reason why no stage serves a request. */
export function whyNoStage(api: WebSocketApi, request: HttpRequest): string {
  if (request.domain === undefined && api.isEndpointDisabled) {
    return ENDPOINT_DISABLED;
  }
  const name = stageNameOf(request);
  const stage = namedStage(api, name);
  return stage
    ? `${stage.address} has no deployment`
    : noStage(
        name,
        api.stages.map((one) => one.name),
      );
}

function stageNameOf({ domain, path }: HttpRequest): string {
  return domain?.stage ?? path.split("/")[1] ?? "";
}
