import { refuse } from "../../core/refusal";
import type { IntegrationSite } from "./integration";

/** Refuses a selection pattern that can't be compiled, or that the document can't hold. */
export function checkSelectionPattern(
  { api, method }: IntegrationSite,
  pattern: string | undefined,
): void {
  if (pattern === undefined) {
    return;
  }
  const what = `selectionPattern of ${method}`;
  if (pattern === "default") {
    refuse(api, {
      what,
      value: pattern,
      allowed: "any other text: in the document of an API this one stands for no pattern",
      fix: 'Leave it out for the default response, or write "(default)" for an error of that text.',
    });
  }
  if (isJavaRegex(pattern)) {
    return;
  }
  refuse(api, {
    what,
    value: pattern,
    allowed: "a regular expression of at least one character, as Java compiles it",
    fix: "Close its brackets and escape with a backslash what is meant as it stands.",
  });
}

/** Quoted text and escapes, which hide what else would be syntax. */
const QUOTED = /\\Q.*?(?:\\E|$)|\\[pPxN]\{[^}]*\}|\\./gs;
const LETTERS_TO_ESCAPE = "tnrfaecxudDhHsSvVwWbBAGZzRXkpPQEN";

/** Java's dialect, of which JavaScript's parser judges what the two have in common. */
function isJavaRegex(pattern: string): boolean {
  const escapes = pattern.match(QUOTED) ?? [];
  if (escapes.some((escape) => /^\\[A-Za-z]/.test(escape) && !isJavaEscape(escape))) {
    return false;
  }
  const bare = pattern.replace(QUOTED, "_").replace(/\[\^?\]?[^\]]*\]/g, "_");
  // A brace that repeats nothing is plain text to JavaScript, and an error to Java.
  return !/\{(?!\d+(?:,\d*)?\})/.test(bare) && isRegex(pattern);
}

function isJavaEscape(escape: string): boolean {
  return LETTERS_TO_ESCAPE.includes(escape.charAt(1));
}

/** Inline flags, atomic groups, possessive quantifiers and quotes are fine to Java. */
function isRegex(pattern: string): boolean {
  const inOurDialect = pattern
    .replace(QUOTED, (text) => (text.startsWith("\\Q") ? "_" : text))
    .replace(/\(\?[a-zA-Z-]+\)/g, "")
    .replace(/\(\?(?:[a-zA-Z-]+:|>)/g, "(?:")
    .replace(/([*+?}])\+/g, "$1");
  try {
    return pattern !== "" && new RegExp(inOurDialect) instanceof RegExp;
  } catch {
    return false;
  }
}
