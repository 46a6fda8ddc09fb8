/** Why an integration gave no answer. */
export type FailureReason = "invalid url" | "late" | "unreachable";

/** An integration that gave no answer; each kind of API has its own words for it. */
export class IntegrationFailure extends Error {
  constructor(readonly reason: FailureReason) {
    super(reason);
  }
}
