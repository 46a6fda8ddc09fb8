import { literalPattern } from "../../../literal-pattern";

/** An invalid Java regular expression, or one that JavaScript can't express. */
export class PatternError extends Error {}

/** A client can write a pattern, and compiling a long one takes long. */
const MAX_PATTERN_LENGTH = 10_000;

/** V8 compiles 30 parts such as `a?` in half a second, and 60 in more than a minute, uninterrupted. */
const MAX_OPTIONAL_PARTS = 30;

const OPTIONAL_PART = /(?<![\\(*+?}])\?|\{0,/g;

/**
 * Translates a Java pattern to a JavaScript one: inline flags at the start, `\Q…\E`, `\A`, `\z`,
 * `\Z`, `\h` and POSIX classes. Possessive quantifiers and atomic groups have no counterpart and are
 * refused.
 * @throws PatternError
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function javaRegex(pattern: string, flags = ""): RegExp {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new PatternError(`a pattern of more than ${MAX_PATTERN_LENGTH} characters`);
  }
  if ((pattern.match(OPTIONAL_PART)?.length ?? 0) > MAX_OPTIONAL_PARTS) {
    throw new PatternError(`a pattern of more than ${MAX_OPTIONAL_PARTS} optional parts`);
  }
  const inline = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  const body = inline ? pattern.slice(inline[0].length) : pattern;
  try {
    return new RegExp(translate(body), flags + inlineFlags(inline?.[1] ?? ""));
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
}

/** Matches like Java's `String.matches`: the pattern must cover the whole text. */
export function javaFullMatch(pattern: string): (text: string) => boolean {
  // Checked separately: the added parentheses would make `a)(b` look well-formed.
  javaRegex(pattern);
  const inline = /^\(\?[a-zA-Z]+\)/.exec(pattern)?.[0] ?? "";
  // Not ^ and $, which match at each line with the flag m.
  const whole = javaRegex(`${inline}(?<![\\s\\S])(?:${pattern.slice(inline.length)})(?![\\s\\S])`);
  return (text) => whole.test(text);
}

/** Translates a Java replacement text (`$1`, `\$`) to a JavaScript one. */
export function javaReplacement(text: string): string {
  return text.replace(/\\(.)|\$(?!\d)/gs, (_, escaped: string | undefined) =>
    escaped === undefined || escaped === "$" ? "$$" : escaped,
  );
}

const FLAGS: Readonly<Record<string, string>> = { i: "i", s: "s", m: "m", u: "" };

function inlineFlags(letters: string): string {
  return [...letters]
    .map((letter) => {
      const flag = FLAGS[letter];
      if (flag === undefined) {
        throw new PatternError(`inline flag "${letter}" is not supported`);
      }
      return flag;
    })
    .join("");
}

const CLASSES: Readonly<Record<string, string>> = {
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Upper: "A-Z",
  Lower: "a-z",
  Punct: "!-\\/:-@\\[-`{-~",
  Space: "\\s",
  XDigit: "0-9a-fA-F",
};

const ESCAPES: Readonly<Record<string, string>> = {
  "\\A": "(?<![\\s\\S])",
  "\\z": "(?![\\s\\S])",
  "\\Z": "(?=\\n?(?![\\s\\S]))",
  "\\h": "[ \\t\\u00a0]",
};

function translate(pattern: string): string {
  let inClass = false;
  return pattern.replace(
    /\\Q([\s\S]*?)(?:\\E|$)|\\p\{(\w+)\}|\\[\s\S]|[[\]]|([*+?}])\+|\(\?>/g,
    (token, quoted: string | undefined, posix: string | undefined, quantifier?: string) => {
      if (quoted !== undefined) {
        return literalPattern(quoted);
      }
      if (posix !== undefined) {
        return posixClass(posix, inClass);
      }
      if (token === "[") {
        inClass = true;
      }
      if (token === "]") {
        inClass = false;
      }
      if (inClass) {
        return token;
      }
      if (quantifier !== undefined || token === "(?>") {
        throw new PatternError(`"${token}" (possessive or atomic) is not supported`);
      }
      return ESCAPES[token] ?? token;
    },
  );
}

function posixClass(name: string, inClass: boolean): string {
  const characters = CLASSES[name];
  if (characters === undefined) {
    throw new PatternError(`class \\p{${name}} is not supported`);
  }
  return inClass ? characters : `[${characters}]`;
}
