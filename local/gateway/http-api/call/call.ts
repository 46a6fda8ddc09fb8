import { headerValue, mediaType, type HttpRequest } from "../../common/http-message";
import type { RequestIds } from "../../common/ids";
import type { HttpApiModel, HttpRoute, HttpStage } from "../model/model";

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
  if (!path.includes("%")) {
    return path;
  }
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/;

export interface EventBody {
  readonly text: string;
  readonly isBase64: boolean;
}

/** A body as an event holds it: as text for text types only. */
export function eventBody({ body, headers }: HttpRequest): EventBody | undefined {
  if (body.length === 0) {
    return undefined;
  }
  return TEXT.test(mediaType(headerValue(headers, "content-type") ?? ""))
    ? { text: body.toString("utf8"), isBase64: false }
    : { text: body.toString("base64"), isBase64: true };
}

/** Where the API is, as the client names it. */
export function domainName({ request }: Call): string {
  return headerValue(request.headers, "host") ?? `127.0.0.1:${request.port}`;
}

/** The path by which a stage is reached: `/<stage>`, and none for `$default`. */
export function stagePath({ name }: HttpStage): string {
  return name === "$default" ? "" : `/${name}`;
}

export function pathInStage(stage: HttpStage, path: string): string {
  return path.slice(stagePath(stage).length) || "/";
}
