/** Who connected, as the authorizer of `$connect` found. The events of the connection show it. */
export interface Caller {
  /** `requestContext.authorizer`. @default the events have none */
  readonly authorizer?: Readonly<Record<string, string>>;
  /** How long the authorizer's function took, in milliseconds: only the event of `$connect` has it. */
  readonly integrationLatency?: number;
  /** More fields of `requestContext.identity`. */
  readonly identity?: Readonly<Record<string, string>>;
}

export const ANYONE: Caller = {};
