import { styleText } from "node:util";
import { wantsColours } from "../log/terminal-text";

type Style = Parameters<typeof styleText>[0];

/** The text in a style if the stream is a terminal; otherwise, and with NO_COLOR, the text alone. */
export function styled(
  style: Style,
  text: string,
  { isTTY }: { readonly isTTY?: boolean },
): string {
  return isTTY && wantsColours(process.env)
    ? styleText(style, text, { validateStream: false })
    : text;
}
