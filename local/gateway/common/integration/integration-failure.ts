/** How an integration failed to respond. */
export type FailureKind =
  "invalid url" | "late" | "malformed parameter" | "outside its base" | "unreachable";

/** An integration that didn't respond. Each kind of API has its own response for it. */
export class IntegrationFailure extends Error {
  /** @param reason text for the log */
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
  ) {
    super(reason);
  }
}
