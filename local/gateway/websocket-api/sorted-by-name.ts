import type { MultiValues } from "../common/http/multi-values";

/** In alphabetical order, whatever the case. */
export function sortedByName(values: MultiValues): MultiValues {
  return new Map([...values].sort(([one], [other]) => compare(one, other)));
}

function compare(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : 0;
}
