import { HttpRequest } from "../common/http-message";
import { RequestIds } from "../common/ids";
import { HttpApiModel, HttpRoute, HttpStage } from "./model";

/** A request that has found its stage and route. */
export interface Call {
  readonly api: HttpApiModel;
  readonly stage: HttpStage;
  readonly route: HttpRoute;
  readonly request: HttpRequest;
  /** Path parameters, as they were sent. */
  readonly parameters: Readonly<Record<string, string>>;
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
export function eventBody(body: Buffer, contentType: string): { body: string; base64: boolean } {
  const type = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return TEXT.test(type)
    ? { body: body.toString("utf8"), base64: false }
    : { body: body.toString("base64"), base64: true };
}

/** What both payload formats tell of where the API is. */
export function domainOf({ api, request }: Call, host: string | undefined) {
  return { domainName: host ?? `127.0.0.1:${request.port}`, domainPrefix: api.id };
}
