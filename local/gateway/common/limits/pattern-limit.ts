import { checkTime, withTimeLimit } from "./work-limit";

/** Steps of V8's matcher, which take some milliseconds. */
const MAX_QUICK_STEPS = 1_000_000;

/**
 * Searches with a regular expression, and stops a search that backtracks for too long.
 * @throws CutError if the time is used up
 */
export function withPatternLimit<T>(pattern: string, text: string, search: () => T): T {
  if (worstCase(pattern, text) > MAX_QUICK_STEPS) {
    return withTimeLimit(search);
  }
  // Many quick searches add up.
  checkTime();
  return search();
}

/**
 * An upper bound of the steps of a search. Each repeat can end at each position, the search can start
 * at each position, and each alternative can be tried. Nested repeats have no useful bound.
 */
function worstCase(pattern: string, text: string): number {
  if (/\)[*+?{]/.test(pattern)) {
    return Infinity;
  }
  const repeats = pattern.match(/[*+?{]/g)?.length ?? 0;
  const alternatives = pattern.match(/\|/g)?.length ?? 0;
  return pattern.length * 2 ** alternatives * (text.length + 1) ** (repeats + 1);
}
