import type { Report } from "../report";
import { fitted } from "./fitted";
import type { Block } from "./fitted";
import { codeMarkdown, itemMarkdown, proseMarkdown, titleCodeMarkdown } from "./markdown-escape";
import type { ReportGroup } from "./report-group";
import { environmentNames, groupName, groupReports } from "./report-group";
import type { Cell, Piece, Row, Section } from "./section";
import { sectionsOf } from "./sections";
import { hasChanges, summaryOf } from "./summary";

/** GitHub's limit of a comment is 65,536 characters. */
export const COMMENT_LIMIT = 60_000;
/** GitHub's limit of a job summary is 1 MiB. */
export const SUMMARY_LIMIT = 1_000_000;

export interface MarkdownOptions {
  /** UTF-8 bytes, which are never fewer than characters. */
  readonly limit: number;
  /** Where the rest is, as Markdown: `[the job summary](https://…)`. */
  readonly rest: string;
}

const HEADING = "API changes";

/** Reports as GitHub's Markdown: dangers open, the rest folded, cut to the limit by priority. */
export function markdownOfReports(reports: readonly Report[], options: MarkdownOptions): string {
  const groups = groupReports(reports);
  if (!reports.some(hasChanges)) {
    return `### ${HEADING}: nothing changes in ${proseMarkdown(environmentNames(reports))}\n`;
  }
  const [first, ...others] = groups;
  if (first && others.length === 0) {
    return fitted(blocksOf(first, "###", `${HEADING}: `), options);
  }
  const heading: Block = { priority: -1, head: `### ${HEADING}\n`, rows: [], tail: "" };
  return fitted([heading, ...groups.flatMap((group) => blocksOf(group, "####", ""))], options);
}

function blocksOf(group: ReportGroup, level: string, prefix: string): Block[] {
  const { report } = group;
  const name = proseMarkdown(groupName(group));
  if (!hasChanges(report)) {
    return [
      { priority: -1, head: `${level} ${prefix}nothing changes (${name})\n`, rows: [], tail: "" },
    ];
  }
  const summary = summaryOf(report).join(" · ");
  const title = {
    priority: -1,
    head: `${level} ${prefix}${summary} (${name})\n`,
    rows: [],
    tail: "",
  };
  const sections = sectionsOf(group).map((section, index) => blockOf(section, index));
  const terraform = group.terraform.map((line) => proseMarkdown(line)).join("  \n");
  const end = { priority: -1, head: `${terraform}\n`, rows: [], tail: "" };
  return [title, ...sections, ...(terraform === "" ? [] : [end])];
}

function blockOf(section: Section, index: number): Block {
  const { isDanger, rows, lines } = section;
  const title = section.title.map(titlePiece).join("");
  const count = rows.length > 0 ? ` (${rows.length})` : "";
  const notes = rows.some((row) => row.notes.length > 0);
  const columns = section.columns.slice(0, (rows[0]?.cells.length ?? 0) + (notes ? 1 : 0));
  const table = [`| | ${columns.join(" | ")} |`, `|${" - |".repeat(columns.length + 1)}`];
  const head = [
    `<details${isDanger ? " open" : ""}><summary>${title}${count}</summary>`,
    "",
    ...(rows.length > 0 ? table : []),
  ];
  const below = lines.map((line) => `- ${itemMarkdown(cellMarkdown(line))}`);
  return {
    // Dangers of every environment come before the rest of the first.
    priority: isDanger ? index : index + 1000,
    name: title,
    head: `${head.join("\n")}\n`,
    rows: [...rows.map((row) => rowMarkdown(row, notes)), ...spaced(rows, below)],
    tail: "\n</details>\n",
  };
}

/** A list needs an empty line after a table. */
function spaced(rows: readonly Row[], [first, ...others]: readonly string[]): string[] {
  if (first === undefined) {
    return [];
  }
  return [`${rows.length > 0 ? "\n" : ""}${first}\n`, ...others.map((line) => `${line}\n`)];
}

function rowMarkdown({ mark, cells, notes }: Row, hasNotes: boolean): string {
  const texts = cells.map(cellMarkdown);
  const last = hasNotes ? [notes.map(cellMarkdown).join("<br>")] : [];
  return `| ${[SYMBOLS[mark], ...texts, ...last].join(" | ")} |\n`;
}

const SYMBOLS = { "+": "➕", "-": "➖", "~": "✏️", "!": "⚠️" } as const;

function cellMarkdown(cell: Cell): string {
  return cell.map(prosePiece).join("");
}

function prosePiece(piece: Piece): string {
  return typeof piece === "object" && "code" in piece
    ? codeMarkdown(piece.code)
    : titlePiece(piece);
}

function titlePiece(piece: Piece): string {
  if (typeof piece === "string") {
    return proseMarkdown(piece);
  }
  return "code" in piece ? titleCodeMarkdown(piece.code) : `**${proseMarkdown(piece.danger)}**`;
}
