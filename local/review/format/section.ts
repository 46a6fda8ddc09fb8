/**
 * What a report is before it is text or Markdown: plain text of which only the kind is known. Each
 * format escapes every piece itself, so nothing that comes from a stack can reach a terminal or a
 * web page unescaped.
 */
export type Piece = string | { readonly code: string } | { readonly danger: string };

export type Cell = readonly Piece[];

export interface Row {
  /** What happens: the colour of the row in a terminal. */
  readonly mark: Mark;
  readonly cells: readonly Cell[];
  /** Longer texts: lines of their own in a terminal, the last column of a table. */
  readonly notes: readonly Cell[];
}

export type Mark = "+" | "-" | "~" | "!";

export interface Section {
  readonly title: Cell;
  /** Open in a comment; other sections are folded. */
  readonly isDanger: boolean;
  /** A name for each cell of a row, then one for its notes. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Sentences below the rows. */
  readonly lines: readonly Cell[];
}

export function plain(cell: Cell): string {
  return cell.map(textOf).join("");
}

export function textOf(piece: Piece): string {
  if (typeof piece === "string") {
    return piece;
  }
  return "code" in piece ? piece.code : piece.danger;
}

/** The texts as code, with commas between them. */
export function codes(texts: readonly string[]): Cell {
  return texts.flatMap((text, index) => [...(index > 0 ? [", "] : []), { code: text }]);
}

/** `1 route`, `2 routes` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
