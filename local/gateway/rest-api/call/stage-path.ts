/** The path of a request, taken apart. */
export interface StagePath {
  readonly stage: string;
  /** Within the stage, as `path` of the event shows it. */
  readonly path: string;
  /** With the stage, as `requestContext.path` shows it. */
  readonly fullPath: string;
}

/** `/stage/a/b`: slashes too many before the stage are left out, those after it are kept in the full path only. */
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
