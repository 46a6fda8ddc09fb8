import { printable } from "../../log/printable";
import type { Report } from "../report";
import { environmentNames, groupName, groupReports } from "./report-group";
import type { ReportGroup } from "./report-group";
import type { Cell, Mark, Piece, Row, Section } from "./section";
import { plain, textOf } from "./section";
import { sectionsOf } from "./sections";
import { hasChanges, summaryOf } from "./summary";
import { wrapped } from "./wrapped";

export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours: boolean;
}

const INDENT = "  ";
const NOTE_INDENT = "      ";
const GAP = "  ";

type Style = "bold" | "red" | "green" | "yellow";
const STYLES: Record<Style, number> = { bold: 1, red: 31, green: 32, yellow: 33 };
const MARK_STYLES: Record<Mark, Style> = { "+": "green", "-": "red", "~": "yellow", "!": "red" };

/** Reports for a terminal: what a reviewer must decide about first. */
export function textOfReports(reports: readonly Report[], options: TextOptions): string {
  if (!reports.some(hasChanges)) {
    return `Nothing changes in ${printable(environmentNames(reports))}.\n`;
  }
  return groupReports(reports)
    .map((group) => groupText(group, options))
    .join("\n");
}

function groupText(group: ReportGroup, options: TextOptions): string {
  const name = styled(printable(groupName(group)), "bold", options);
  if (!hasChanges(group.report)) {
    return `${name} · nothing changes\n`;
  }
  const summary = wrapped(summaryOf(group.report).join(" · "), options.width, INDENT);
  const sections = sectionsOf(group).map((section) => sectionText(section, options));
  const terraform = group.terraform.flatMap((line) => wrapped(printable(line), options.width, ""));
  return [
    [name, ...summary, ""].join("\n"),
    ...sections,
    ...(terraform.length > 0 ? [`${terraform.join("\n")}\n`] : []),
  ].join("\n");
}

function sectionText(section: Section, options: TextOptions): string {
  const title = styled(printable(plain(section.title)), "bold", options);
  const rows = inOneLine(section.rows, options.width) ?? section.rows;
  const lines = section.lines.flatMap((line) => wrappedCell(line, options, INDENT));
  return [title, ...rowsText(rows, options), ...lines].map((line) => `${line}\n`).join("");
}

/** Rows whose notes are a column, if there is at most one for each row and the width is enough. */
function inOneLine(rows: readonly Row[], width: number): Row[] | undefined {
  if (rows.some(({ notes }) => notes.length > 1)) {
    return undefined;
  }
  const joined = rows.map((row) => ({
    ...row,
    cells: [...row.cells, row.notes[0] ?? []],
    notes: [],
  }));
  return rowWidth(columnWidths(joined)) <= width ? joined : undefined;
}

/** Aligned columns. The last ones that don't fit into the width are put below, as notes are. */
function rowsText(rows: readonly Row[], options: TextOptions): string[] {
  const widths = columnWidths(rows);
  while (widths.length > 1 && rowWidth(widths) > options.width) {
    widths.pop();
  }
  return rows.flatMap((row) => rowText(row, widths, options));
}

function columnWidths(rows: readonly Row[]): number[] {
  return (rows[0]?.cells ?? []).map((_, column) =>
    Math.max(...rows.map(({ cells }) => lengthOf(cells[column] ?? []))),
  );
}

/** With the mark in front. */
function rowWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, INDENT.length);
}

function rowText(row: Row, widths: readonly number[], options: TextOptions): string[] {
  const cells = widths.map((width, column) => {
    const cell = row.cells[column] ?? [];
    return (
      cell.map((piece) => pieceText(piece, options)).join("") + " ".repeat(width - lengthOf(cell))
    );
  });
  const mark = styled(row.mark, MARK_STYLES[row.mark], options);
  const below = [...row.cells.slice(widths.length), ...row.notes].filter((cell) => cell.length > 0);
  return [
    `${INDENT}${mark} ${cells.join(GAP)}`.trimEnd(),
    ...below.flatMap((cell) => wrappedCell(cell, options, NOTE_INDENT)),
  ];
}

function wrappedCell(cell: Cell, { width }: TextOptions, indent: string): string[] {
  return wrapped(printable(plain(cell)), width, indent);
}

function lengthOf(cell: Cell): number {
  return printable(plain(cell)).length;
}

function pieceText(piece: Piece, options: TextOptions): string {
  const text = printable(textOf(piece));
  return typeof piece === "object" && "danger" in piece ? styled(text, "red", options) : text;
}

function styled(text: string, style: Style, { colours }: TextOptions): string {
  return colours ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
}
