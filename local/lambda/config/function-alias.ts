/** An alias of a function. */
export interface FunctionAlias {
  readonly version: string;
  /** The share of the invocations, 0 to 1, that other versions get. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The version that an invocation of the alias gets: AWS decides for each by chance.
 * @param random 0 to below 1
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export function chosenVersion({ version, weights }: FunctionAlias, random: number): string {
  let end = 0;
  for (const [other, weight] of Object.entries(weights)) {
    end += weight;
    if (random < end) {
      return other;
    }
  }
  return version;
}
