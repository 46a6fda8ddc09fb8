import type { HttpRequest } from "../../common/http/http-message";

/** The parts of a request's path. */
export interface StagePath {
  readonly stage: string;
  /** What is matched with resources: without the stage and the mapping's key. */
  readonly path: string;
  /** `path` of the event: without the stage, or, for a custom domain, as sent. */
  readonly eventPath: string;
  /** `requestContext.path`: with the stage, or, for a custom domain, as sent. */
  readonly fullPath: string;
}

/** Splits `/stage/a/b`. Repeated slashes before the stage are dropped, those after it stay in the full path. */
export function splitStage(request: Pick<HttpRequest, "path" | "domain">): StagePath {
  const fromStage = request.path.replace(/^\/+/, "");
  const end = fromStage.indexOf("/");
  const stage = end < 0 ? fromStage : fromStage.slice(0, end);
  const rest = end < 0 ? "" : fromStage.slice(end);
  const path = `/${rest.replace(/^\/+/, "")}`;
  if (request.domain) {
    const { sentPath } = request.domain;
    return { stage, path, eventPath: sentPath, fullPath: sentPath };
  }
  return { stage, path, eventPath: path, fullPath: `/${fromStage}` };
}
