import {
  javaFullMatch,
  javaRegex,
  javaReplacement,
  PatternError,
} from "../../../../../local/gateway/common/java/regex";

test.each([
  ["404", "foo 404 bar", false],
  [".*404.*", "foo 404 bar", true],
  [".*", "two\nlines", false],
  ["(?s).*", "two\nlines", true],
  ["(?i)error", "ERROR", true],
  ["^\\[400:.*", "[400:BadRequest] no", true],
  ["a|b", "b", true],
  ["a|b", "ab", false],
  ["", "", true],
  ["\\Q[x]\\E+", "[x]]", true],
  ["\\p{Digit}+", "123", true],
  ["[\\p{Alpha}_]+", "a_b", true],
  ["\\Aab\\z", "ab", true],
  ["[a+]+", "a+a", true],
  ["(?m)a", "a\nb", false],
  ["(?m)a$\n^b", "a\nb", true],
  ["(?m)\\Aa\\z", "a\nb", false],
])("the pattern %j against %j: %s", (pattern, text, expected) => {
  expect(javaFullMatch(pattern)(text)).toBe(expected);
});

test.each(["(", "a)(b", "a++", "(?>a)", "(?x)a", "\\p{IsGreek}"])(
  "%s, which can't be translated, is refused",
  (pattern) => {
    expect(() => javaFullMatch(pattern)).toThrow(PatternError);
  },
);

test("a replacement names groups by number and escapes with a backslash", () => {
  expect("a-b".replace(javaRegex("(a)-(b)"), javaReplacement("$2\\$$1\\\\"))).toBe("b$a\\");
});
