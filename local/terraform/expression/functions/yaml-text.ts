/** Where a quoted text starts, and the indent of its further lines. */
interface Folding {
  readonly column: number;
  readonly indent: number;
}

/** A quoted text is continued in the next line at the first space after this column. */
const WIDTH = 80;

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};
const WRITTEN_AS_IS = /^[ -~\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]$/;

/** A text in quotation marks, in one line unless it may be folded. */
export function quoted(text: string, folding?: Folding): string {
  const characters = [...text];
  let written = '"';
  let column = (folding?.column ?? 0) + 1;
  for (const [at, character] of characters.entries()) {
    const isInside = at > 0 && at < characters.length - 1 && characters[at - 1] !== " ";
    if (folding && character === " " && isInside && column > WIDTH) {
      written += `\n${" ".repeat(folding.indent)}${characters[at + 1] === " " ? "\\" : ""}`;
      column = folding.indent;
      continue;
    }
    const next = escaped(character);
    written += next;
    column += next.length;
  }
  return `${written}"`;
}

function escaped(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) {
    return known;
  }
  if (WRITTEN_AS_IS.test(character)) {
    return character;
  }
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) {
    return `\\x${hex.padStart(2, "0")}`;
  }
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** A text of several lines without quotation marks, if it can be written like this. */
export function literalBlock(text: string, indent: number): string | undefined {
  const characters = [...text];
  const isPlain = characters.every((one) => one === "\n" || WRITTEN_AS_IS.test(one));
  if (!text.includes("\n") || !isPlain || / (?:\n|$)/.test(text) || /[\u2028\u2029]/.test(text)) {
    return undefined;
  }
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const chomping = !text.endsWith("\n") ? "-" : /(?:^|\n)\n$/.test(text) ? "+" : "";
  const lines = text.replace(/\n$/, "").split("\n");
  const indented = lines.map((line) => (line === "" ? "\n" : `${" ".repeat(indent)}${line}\n`));
  return `|${hint}${chomping}\n${indented.join("")}`;
}
