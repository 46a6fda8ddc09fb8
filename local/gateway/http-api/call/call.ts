import { decodePath } from "../../common/http/decode-path";
import { headerValue, type HttpRequest } from "../../common/http/http-message";
import { mapToObject } from "../../common/http/multi-values";
import type { RequestIds } from "../../common/http/ids";
import type { StepRecorder } from "../../trace/step-recorder";
import type { Stage } from "../../common/api-v2/stage";
import type { HttpApi, HttpRoute } from "../model/http-api";
import type { Caller } from "./caller";

/** A request with its stage and route, which nobody has authorized yet. */
export interface RoutedRequest {
  readonly api: HttpApi;
  readonly stage: Stage;
  readonly route: HttpRoute;
  readonly request: HttpRequest;
  /** Path parameters, encoded as they were sent. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
  /** Undefined where nobody listens. */
  readonly steps: StepRecorder | undefined;
}

/** A request that the authorizer of its route has let through: only this reaches an integration. */
export interface Call extends RoutedRequest {
  readonly caller: Caller;
}

/** The decoded path parameters; undefined if there are none. */
export function decodedParameters({
  parameters,
}: RoutedRequest): Record<string, string> | undefined {
  return parameters.size === 0 ? undefined : mapToObject(parameters, decodePath);
}

/** The custom domain, or the Host header of a request to the default endpoint. */
export function domainName({ request }: Pick<RoutedRequest, "request">): string {
  return (
    request.domain?.name ?? headerValue(request.headers, "host") ?? `127.0.0.1:${request.port}`
  );
}

/** The path prefix of a stage: `/<stage>`, or empty for `$default`. */
export function stagePath({ name }: Stage): string {
  return name === "$default" ? "" : `/${name}`;
}

export function pathInStage(stage: Stage, path: string): string {
  return path.slice(stagePath(stage).length) || "/";
}
