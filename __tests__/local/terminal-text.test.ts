import fc from "fast-check";
import { colouredLines, terminalText } from "../../local/log/terminal-text";

const shown = (text: string, colours = true) => terminalText(text, { colours });

test.each([
  ["a colour", "\x1b[31mred\x1b[0m"],
  ["several attributes", "\x1b[1;38;2;10;20;30mbold\x1b[m"],
  ["colours by colons", "\x1b[4:3m\x1b[38:5:208mx"],
  ["tabs and line ends", "a\tb\nc\n"],
  ["text of any language", "äöü 日本 🙂 שלום"],
])("%s is kept", (_, text) => {
  expect(shown(text)).toBe(text);
});

test.each([
  ["a cursor move", "a\x1b[2Ab", "ab"],
  ["an erased screen", "\x1b[2J\x1b[Ha", "a"],
  ["a private mode", "\x1b[?1049ha", "a"],
  ["a query whose response the shell would run", "\x1b[6na\x1b[>c", "a"],
  ["a key map that ends as colours do", "\x1b[>4;2ma", "a"],
  ["CSI of one byte", "\x9b2Ja\x9b31mb", "ab"],
  ["a window's title", "\x1b]0;title\x07a\x1b]2;title\x1b\\b", "ab"],
  ["a hyperlink, but not its text", "\x1b]8;;http://x\x1b\\a\x1b]8;;\x1b\\b", "ab"],
  ["the clipboard", "\x9d52;c;ZXZpbA==\x9ca", "a"],
  ["DCS, SOS, PM and APC", "\x1bPq#0\x1b\\\x1bXs\x1b\\\x1b^p\x1b\\\x1b_a\x1b\\b", "b"],
  ["a reset of the terminal", "\x1bca", "a"],
  ["another character set", "\x1b(0a", "a"],
  ["a repainted line", "10%\r20%\r\n", "10%20%\n"],
  ["backspaces and bells", "a\b\x07\x7f\x0b\x0cb", "ab"],
  ["C1 characters", "a\x85\x84b", "ab"],
  ["a sequence in a sequence", "\x1b[\x1b[2J2Ja", "2Ja"],
])("of %s nothing is kept but text", (_, text, expected) => {
  expect(shown(text)).toBe(expected);
});

test("without colours only text is left", () => {
  expect(shown("\x1b[31mred\x1b[0m\n", false)).toBe("red\n");
});

test("whatever is printed, only colours, tabs and line ends are left of control characters", () => {
  const part = fc.constantFrom(
    "\x1b",
    "[",
    "]",
    "2",
    ";",
    "m",
    "J",
    "\x07",
    "\\",
    "\x9b",
    "\r",
    "a",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const rest = shown(parts.join("")).replace(/\x1b\[[\d;:]*m/g, "");
      return !/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(rest);
    }),
  );
});

test("a long line of sequences that never end takes time in proportion to its length", () => {
  const text = "\x1b]0;".repeat(500_000) + "\x9d".repeat(500_000) + "\x1b[".repeat(500_000);
  const begun = performance.now();

  shown(text);

  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("colours end with their line", () => {
  expect(colouredLines("\x1b[31mred\nplain\n\x1b[8mgone\x1b[0m\n")).toBe(
    "\x1b[31mred\x1b[0m\nplain\n\x1b[8mgone\x1b[0m\n",
  );
});
