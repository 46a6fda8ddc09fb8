import { javaFullMatch, PatternError } from "../java/regex";
import { withPatternLimit } from "../limits/pattern-limit";
import { UnservableError } from "../unservable/unservable";
import { named } from "../limits/work-limit";

/**
 * Compiles the pattern that selects an integration response.
 * @throws Error with the address of a pattern that can't be compiled
 */
export function compileSelection(
  address: string,
  attribute: string,
  pattern: string,
): (selector: string) => boolean {
  const name = `${address}: ${attribute} ${JSON.stringify(pattern)}`;
  try {
    const matches = javaFullMatch(pattern);
    return (selector) =>
      named(name, () => withPatternLimit(pattern, selector, () => matches(selector)));
  } catch (error) {
    if (!(error instanceof PatternError)) {
      throw error;
    }
    throw new UnservableError(`${name} can't be served: ${error.message}.`);
  }
}
