/** How an integration failed to respond. */
export type FailureKind = "invalid url" | "late" | "outside its base" | "unreachable";

/** An integration that gave no response; each kind of API has its own words for it. */
export class IntegrationFailure extends Error {
  /** @param reason in words, for the log */
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
  ) {
    super(reason);
  }
}
