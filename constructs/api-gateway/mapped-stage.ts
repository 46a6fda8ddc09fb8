/** A stage of an HTTP or REST API, to which a custom domain name may lead. */
export interface IStage {
  /** Identifier of the API, as a reference to the stage, which then exists first. */
  readonly apiId: string;
  readonly stageName: string;
  /** Whether the API is reached by its custom domain names only. */
  readonly disableExecuteApiEndpoint: boolean;
}
