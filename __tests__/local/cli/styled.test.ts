import { styled } from "../../../local/cli/styled";

const { NO_COLOR } = process.env;
afterEach(() => {
  if (NO_COLOR === undefined) {
    delete process.env["NO_COLOR"];
  } else {
    process.env["NO_COLOR"] = NO_COLOR;
  }
});

test.each([
  ["a terminal", { isTTY: true }, "", "\u001b[31mx\u001b[39m"],
  ["a terminal with NO_COLOR", { isTTY: true }, "1", "x"],
  ["a pipe", {}, "", "x"],
])(
  "colours are used only on a terminal without NO_COLOR: %s",
  (_name, stream, noColor, expected) => {
    process.env["NO_COLOR"] = noColor;

    expect(styled("red", "x", stream)).toBe(expected);
  },
);
