import { headerValue, mediaType, type HttpRequest } from "../common/http-message";
import type { RequestIds } from "../common/ids";
import type { HttpApiModel, HttpRoute, HttpStage } from "./model";

/** A request that has found its stage and route. */
export interface Call {
  readonly api: HttpApiModel;
  readonly stage: HttpStage;
  readonly route: HttpRoute;
  readonly request: HttpRequest;
  /** Path parameters, as they were sent. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly ids: RequestIds;
  readonly receivedAt: Date;
}

/** A path or a part of one, decoded; what is no valid encoding stays as it came. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/;

/** A body as an event holds it: as text for text types only. */
export function eventBody({ body, headers }: HttpRequest): { body: string; base64: boolean } {
  return TEXT.test(mediaType(headerValue(headers, "content-type") ?? ""))
    ? { body: body.toString("utf8"), base64: false }
    : { body: body.toString("base64"), base64: true };
}

/** What both payload formats, and mappings, tell of where the API is. */
export function domainOf({ api, request }: Call) {
  const host = headerValue(request.headers, "host");
  return { domainName: host ?? `127.0.0.1:${request.port}`, domainPrefix: api.id };
}

/** The path by which a stage is reached: `/<stage>`, and none for `$default`. */
export function stagePath({ name }: HttpStage): string {
  return name === "$default" ? "" : `/${name}`;
}

export function pathInStage(stage: HttpStage, path: string): string {
  return path.slice(stagePath(stage).length) || "/";
}
