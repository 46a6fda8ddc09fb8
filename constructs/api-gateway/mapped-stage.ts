import type { ApiType } from "./access-log-variables";

/** A stage of an API, to which a custom domain name may lead. */
export interface IStage {
  /** Identifier of the API, as a reference to the stage, which then exists first. */
  readonly apiId: string;
  readonly stageName: string;
  /** The kind of its API: a domain name is for WebSocket APIs, or for the others. */
  readonly apiType: ApiType;
  /** Whether the API is reached by its custom domain names only. */
  readonly disableExecuteApiEndpoint: boolean;
}
