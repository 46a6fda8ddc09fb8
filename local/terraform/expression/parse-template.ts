import type { Cursor } from "./cursor";
import type { Expression, Loop, TemplatePart } from "./syntax";

/** Parses the expressions in a template. Injected, because expressions contain templates too. */
export interface ExpressionParser {
  expression(cursor: Cursor): Expression;
  /** What follows the word `for`. */
  loop(cursor: Cursor): Loop;
}

/** A part of a template, before the directives are paired. */
type Piece =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "if"; readonly condition: Expression }
  | { readonly kind: "for"; readonly loop: Loop }
  | { readonly kind: "else" | "endif" | "endfor" };

/** White space that a `~` trims in a file: up to the next line, or from the start of the line. */
const SPACE_TO_LINE_END = /^[^\S\n]*\n?/;
const SPACE_FROM_LINE_START = /[^\S\n]*\n?$/;

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};

/** Parses a template up to its end, which `ends` consumes. Quoted templates have escapes. */
export function templateUntil(
  cursor: Cursor,
  ends: (cursor: Cursor) => boolean,
  form: "file" | "quoted",
  parser: ExpressionParser,
): Expression {
  const pieces = piecesUntil(cursor, ends, form === "quoted", parser);
  const [only] = pieces;
  if (only === undefined) {
    return { kind: "literal", value: "" };
  }
  if (pieces.length === 1 && only.kind === "text") {
    return { kind: "literal", value: only.text };
  }
  // A single interpolation keeps the type of its value.
  if (pieces.length === 1 && only.kind === "value") {
    return only.value;
  }
  const parts = paired(cursor, pieces, []);
  return { kind: "template", parts };
}

function piecesUntil(
  cursor: Cursor,
  ends: (cursor: Cursor) => boolean,
  quoted: boolean,
  parser: ExpressionParser,
): Piece[] {
  const pieces: Piece[] = [];
  let trimNext = false;
  let text = "";
  const endText = (trimEnd: boolean) => {
    if (trimNext) {
      text = quoted ? text.trimStart() : text.replace(SPACE_TO_LINE_END, "");
    }
    if (trimEnd) {
      text = quoted ? text.trimEnd() : text.replace(SPACE_FROM_LINE_START, "");
    }
    if (text) {
      pieces.push({ kind: "text", text });
    }
    text = "";
  };
  while (!ends(cursor)) {
    if (cursor.take("$${")) {
      text += "${";
    } else if (cursor.take("%%{")) {
      text += "%{";
    } else if (cursor.startsWith("${") || cursor.startsWith("%{")) {
      const isValue = cursor.next() === "$";
      cursor.next();
      endText(cursor.take("~"));
      pieces.push(
        isValue ? { kind: "value", value: parser.expression(cursor) } : directive(cursor, parser),
      );
      trimNext = cursor.takeToken("~");
      cursor.expectToken("}");
    } else {
      text += quoted && cursor.take("\\") ? escape(cursor) : cursor.next();
    }
  }
  endText(false);
  return pieces;
}

function directive(cursor: Cursor, parser: ExpressionParser): Piece {
  const word = cursor.expectIdentifier();
  if (word === "if") {
    return { kind: "if", condition: parser.expression(cursor) };
  }
  if (word === "for") {
    return { kind: "for", loop: parser.loop(cursor) };
  }
  if (word === "else" || word === "endif" || word === "endfor") {
    return { kind: word };
  }
  return cursor.fail(`there is no directive "${word}"`);
}

function escape(cursor: Cursor): string {
  const unicode = cursor.match(/u[0-9a-fA-F]{4}/y) ?? cursor.match(/U[0-9a-fA-F]{8}/y);
  if (unicode) {
    return String.fromCodePoint(parseInt(unicode.slice(1), 16));
  }
  const character = cursor.next();
  return ESCAPES[character] ?? cursor.fail(`unknown escape "\\${character}"`);
}

/** Removes pieces from the front, up to one of the ends. */
function paired(cursor: Cursor, pieces: Piece[], ends: readonly Piece["kind"][]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (;;) {
    const [piece] = pieces;
    if (piece === undefined) {
      return ends.length > 0 ? cursor.fail(`expected ${ends[0]}`) : parts;
    }
    if (ends.includes(piece.kind)) {
      return parts;
    }
    pieces.shift();
    parts.push(partOf(cursor, piece, pieces));
  }
}

function partOf(cursor: Cursor, piece: Piece, rest: Piece[]): TemplatePart {
  switch (piece.kind) {
    case "text":
    case "value":
      return piece;
    case "if": {
      const yes = paired(cursor, rest, ["endif", "else"]);
      const hasElse = rest.shift()?.kind === "else";
      const no = hasElse ? paired(cursor, rest, ["endif"]) : [];
      if (hasElse) {
        rest.shift();
      }
      return { kind: "if", condition: piece.condition, yes, no };
    }
    case "for": {
      const body = paired(cursor, rest, ["endfor"]);
      rest.shift();
      return { kind: "loop", loop: piece.loop, body };
    }
    case "else":
    case "endif":
    case "endfor":
      return cursor.fail(`unexpected ${piece.kind}`);
  }
}
