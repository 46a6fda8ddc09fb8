/** The parts of a request's path. */
export interface StagePath {
  readonly stage: string;
  /** Without the stage: `path` of the event. */
  readonly path: string;
  /** With the stage: `requestContext.path`. */
  readonly fullPath: string;
}

/** Splits `/stage/a/b`. Repeated slashes before the stage are dropped, those after it stay in the full path. */
export function splitStage(rawPath: string): StagePath {
  const fromStage = rawPath.replace(/^\/+/, "");
  const end = fromStage.indexOf("/");
  const stage = end < 0 ? fromStage : fromStage.slice(0, end);
  const rest = end < 0 ? "" : fromStage.slice(end);
  return {
    stage,
    path: `/${rest.replace(/^\/+/, "")}`,
    fullPath: `/${fromStage}`,
  };
}
