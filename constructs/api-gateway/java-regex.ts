/** Quoted text and escapes, which hide what else would be syntax. */
const QUOTED = /\\Q.*?(?:\\E|$)|\\[pPxN]\{[^}]*\}|\\./gs;
const LETTERS_TO_ESCAPE = "tnrfaecxudDhHsSvVwWbBAGZzRXkpPQEN";

/** Whether Java compiles a pattern; JavaScript's parser judges what the two dialects have in common. */
export function isJavaRegex(pattern: string): boolean {
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
