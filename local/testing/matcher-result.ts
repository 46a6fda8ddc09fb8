/** What a matcher reports, in jest and in vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
