import { checkTime, withTimeLimit } from "./work-limit";

/** Steps of V8's matcher: some milliseconds. */
const MAX_QUICK_STEPS = 1_000_000;

/**
 * Searches a text for a regular expression, and ends a search that backtracks without end.
 * @throws CutError when the time is used up
 */
export function withPatternLimit<T>(pattern: string, text: string, search: () => T): T {
  if (worstCase(pattern, text) > MAX_QUICK_STEPS) {
    return withTimeLimit(search);
  }
  // Many quick ones take long as well.
  checkTime();
  return search();
}

/**
 * An upper bound of a search's steps. What is repeated can end at each place of the text, from each
 * place of the text, and each alternative can be tried. Repeats within repeats have no useful bound.
 */
function worstCase(pattern: string, text: string): number {
  if (/\)[*+?{]/.test(pattern)) {
    return Infinity;
  }
  const repeats = pattern.match(/[*+?{]/g)?.length ?? 0;
  const alternatives = pattern.match(/\|/g)?.length ?? 0;
  return pattern.length * 2 ** alternatives * (text.length + 1) ** (repeats + 1);
}
