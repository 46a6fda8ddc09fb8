/** An AWS service, or several, that the runner provides, for the table at start. */
export interface ServiceEndpoint {
  readonly name: string;
  readonly url: string;
  readonly resources: readonly ServiceResource[];
  /**
   * Of a service that starts in the background: true when it has the resources, false if it can't be
   * started. @default it is ready
   */
  readonly isReady?: Promise<boolean>;
}

/** A resource of the stack in such a service. */
export interface ServiceResource {
  /** `table`, `queue` */
  readonly kind: string;
  readonly name: string;
  /** Whether the runner has created it, or is doing so. What existed is left as it was. */
  readonly state: "created" | "existing" | "in the background";
}

/** The resources of a stack in the services that the runner provides. */
export interface MadeResources {
  readonly resources: readonly ServiceResource[];
  /** What could not be made, or differs from AWS. */
  readonly warnings: readonly string[];
}
